"""Every code the subject gives has words in both languages, so that no page needs to make any up."""

from __future__ import annotations

import re

import pytest

from assessor_app.models.agreement import Form, Scale
from assessor_app.models.eligibility import Condition, Verdict
from assessor_app.models.generalizability import study, study_with_items
from assessor_app.words import words
from tests.models.test_agreement import SHROUT_FLEISS
from tests.models.test_shipped_schemes import HAN, POOR_CHINESE


def test_that_every_figure_of_the_agreement_page_has_words() -> None:
    said = words("agreement")
    one, items = study(SHROUT_FLEISS), study_with_items([[[1, 2], [2, 3]], [[3, 1], [4, 4]]])
    assert one is not None
    assert items is not None
    sources = {name for name, _ in (*one.shares, *items.shares)}
    wanted = {f"icc.{form.value}" for form in Form} | {f"alpha.{scale.value}" for scale in Scale}
    wanted |= {f"source.{source}" for source in sources} | {"why.disconnected", "why.too_few", "why.no_spread"}
    assert wanted <= set(said)


def test_that_every_line_of_the_checklist_has_words() -> None:
    said = words("eligibility")
    wanted = {f"condition.{condition.value}" for condition in Condition} | {
        f"verdict.{verdict.value}" for verdict in Verdict
    }
    wanted |= {
        f"fact.{fact}"
        for fact in ("months", "needed", "gaps", "overlaps", "unreadable", "short", "stated", "qualification")
    }
    wanted |= {
        f"where.{where}"
        for where in ("employer", "company", "career", "education", "trained_by", "referees", "statement", "duties")
    }
    assert wanted <= set(said)


@pytest.mark.parametrize("area", ["agreement", "eligibility"])
def test_that_the_words_are_well_set_in_both_languages(area: str) -> None:
    for key, text in words(area).items():
        assert HAN.search(text.zh), key
        assert not HAN.search(text.en), key
        assert not POOR_CHINESE.search(text.zh), key
        assert re.findall(r"\{\w+\}", text.zh) == re.findall(r"\{\w+\}", text.en), key
