"""What the set-up says and does on machines that this one is not: the system's tools are small pretended ones."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Machine:
    """A folder with a copy of the script, and a folder of tools that comes first on the path."""

    checkout: Path
    tools: Path

    def tool(self, name: str, does: str) -> None:
        path = self.tools / name
        path.write_text(f'#!/bin/sh\necho "{name} $*" >> {self.checkout}/asked\n{does}\n', encoding="utf-8")
        path.chmod(0o755)

    def prepare(self, wish: str) -> subprocess.CompletedProcess[str]:
        script = self.checkout / "build_spec" / "bootstrap.sh"
        path = f"{self.tools}:/usr/bin:/bin"
        return subprocess.run(
            ["/bin/bash", script, wish],
            env={"PATH": path},
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    def asked(self) -> str:
        path = self.checkout / "asked"
        return path.read_text(encoding="utf-8") if path.exists() else ""


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A fresh Debian of a person without root rights, where no package is installed yet."""
    made = Machine(tmp_path / "checkout", tmp_path / "tools")
    made.tools.mkdir()
    (made.checkout / "build_spec").mkdir(parents=True)
    for name in ("build_spec/bootstrap.sh", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, made.checkout / name)
    made.tool("id", "echo 1000")
    made.tool("sudo", "exit 1")
    made.tool("dpkg-query", "exit 1")
    made.tool("apt-cache", "exit 0")
    made.tool("apt-get", 'echo "no network" >&2; exit 100')
    return made


def test_that_without_root_rights_the_missing_packages_are_named_and_nothing_is_done(machine: Machine) -> None:
    done = machine.prepare("test")
    assert done.returncode == 1
    assert "installing them needs root rights" in done.stderr
    command = done.stderr.splitlines()[-1]
    assert command.startswith("    sudo apt-get update && sudo apt-get install -y --no-install-recommends libgl1 ")
    assert "libreoffice-writer-nogui" in command
    assert "|" not in command
    assert "apt-get" not in machine.asked()


def test_that_running_the_program_asks_for_no_package_of_the_tests(machine: Machine) -> None:
    said = machine.prepare("run").stderr
    assert "libxcb-cursor0" in said
    assert "libreoffice" not in said
    assert "xvfb" not in said


def test_that_only_what_is_missing_is_named(machine: Machine) -> None:
    machine.tool("dpkg-query", 'case "$*" in *libegl1*) exit 1;; esac; printf installed')
    packages = [line.strip() for line in machine.prepare("test").stderr.splitlines() if line.startswith("    lib")]
    assert packages == ["libegl1"]


def test_that_one_of_two_equals_is_enough(machine: Machine) -> None:
    machine.tool("dpkg-query", 'case "$*" in *libglib2.0-0t64*) printf installed;; *) exit 1;; esac')
    assert "libglib2.0" not in machine.prepare("run").stderr


def test_that_a_newer_name_is_taken_where_the_system_knows_no_older_one(machine: Machine) -> None:
    machine.tool("apt-cache", 'case "$*" in *libglib2.0-0) exit 1;; esac')
    assert "libglib2.0-0t64" in machine.prepare("run").stderr


def test_that_root_is_told_what_is_installed_and_why_it_failed(machine: Machine) -> None:
    machine.tool("id", "echo 0")
    done = machine.prepare("run")
    assert done.returncode == 1
    assert "The package lists could not be refreshed" in done.stdout
    assert "Installing 13 system packages" in done.stdout
    assert "no network" in done.stderr
    assert "could not be installed" in done.stderr
    assert "--no-install-recommends" in machine.asked()


def test_that_passwordless_sudo_is_used(machine: Machine) -> None:
    machine.tool("sudo", 'shift; exec "$@"')
    machine.prepare("run")
    assert "sudo -n apt-get update" in machine.asked()


def test_that_apt_is_left_alone_when_nothing_is_missing(machine: Machine) -> None:
    machine.tool("dpkg-query", "printf installed")
    machine.tool("python3", "exit 1")
    done = machine.prepare("run")
    assert "apt-get" not in machine.asked()
    assert "python3 has no pip" in done.stderr
    assert done.returncode == 1


def test_that_an_unknown_wish_is_misuse(machine: Machine) -> None:
    done = machine.prepare("fly")
    assert done.returncode == 1
    assert "usage" in done.stderr
