from __future__ import annotations

import sys
from pathlib import Path

import pytest

import assessor_app
from assessor_app import paths


def test_that_resources_are_found_beside_the_source() -> None:
    assert (paths.resources() / "wording" / "messages.toml").is_file()


def test_that_resources_are_found_in_the_frozen_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"


def test_that_resources_are_found_in_an_installed_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "assessor_app" / "_resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "assessor_app" / "paths.py"))
    assert paths.resources() == tmp_path / "assessor_app" / "_resources"


def test_that_a_home_of_ones_own_holds_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
    assert {paths.data_dir().parent, paths.config_dir().parent, paths.log_dir().parent} == {tmp_path}


def test_that_without_one_the_places_are_the_systems_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE)
    places = {paths.data_dir(), paths.config_dir(), paths.log_dir()}
    assert all(place.is_absolute() and "Assessor Desk" in place.parts for place in places)
    assert all(Path(assessor_app.__file__).parent.parent not in place.parents for place in places)
