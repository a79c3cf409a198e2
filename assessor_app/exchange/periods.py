"""Reads spans of time as people write them: ``2019.9–2023.6``, ``2019年9月至今``, ``Sep 2019 to present``.

A month alone is what counts. Where only years are given, the span is taken from January to December and said to be assumed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

EARLIEST: Final = 1930
LATEST: Final = 2200

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_HAN_DIGITS: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")
_HAN_DATE = re.compile(r"([〇零一二三四五六七八九]{4})\s*年(?:\s*(十[一二]?|[一二三四五六七八九])\s*月)?")
_NOW = re.compile(r"至今|迄今|现在|目前|今(?![年日天])|在职|在读|present|current|to date|\bnow\b|today", re.IGNORECASE)
_DATE = re.compile(
    rf"""
      (?P<a_year>\d{{4}})\s*年\s*(?P<a_month>\d{{1,2}})\s*月?(?:\s*\d{{1,2}}\s*日)?
    | (?P<b_year>\d{{4}})\s*(?P<sep>[./-])\s*(?P<b_month>\d{{1,2}})(?!\d)(?:(?P=sep)\d{{1,2}}(?!\d))?
    | (?P<c_month>\d{{1,2}})\s*[./]\s*(?P<c_year>\d{{4}})(?!\d)
    | (?P<d_month>{_MONTH})\s*,?\s*(?P<d_year>\d{{4}})
    | (?P<e_year>\d{{4}})\s*,?\s*(?P<e_month>{_MONTH})
    | (?P<f_year>(?:19|20)\d\d)(?P<f_month>0[1-9]|1[0-2])(?:[0-3]\d)?(?!\d)
    | (?P<g_year>(?:19|20)\d\d)(?!\d)\s*年?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_END_MONTH = re.compile(r"\s*[-–—~至到]+\s*(\d{1,2})\s*月?\s*$")


@dataclass(frozen=True, slots=True)
class Period:
    """A span of months as ``YYYY-MM``; an open end is empty."""

    start: str = ""
    end: str = ""
    fault: str = ""
    """Empty, ``unreadable``, ``impossible`` or ``reversed``."""
    assumed: bool = False
    """Only years were given: January and December were taken."""


def read_period(text: str) -> Period:
    """What `text` says; never raises."""
    plain = _plain(text)
    found = list(_DATE.finditer(plain))
    now = _NOW.search(plain)
    if not found or len(found) > 2 or (len(found) == 2 and now):
        return Period(fault="unreadable")
    first = _month_of(found[0], last=False)
    if len(found) == 2:
        second: tuple[int, int, bool] | None = _month_of(found[1], last=True)
    elif now:
        second = None
    else:
        closing = _END_MONTH.match(plain, found[0].end())
        if closing is None:
            return Period(fault="unreadable")
        second = (first[0], int(closing[1]), False)
    return _checked(first, second)


def _checked(first: tuple[int, int, bool], second: tuple[int, int, bool] | None) -> Period:
    ends = [first] if second is None else [first, second]
    if any(not EARLIEST <= year <= LATEST or not 1 <= month <= 12 for year, month, _ in ends):
        return Period(fault="impossible")
    start = f"{first[0]:04d}-{first[1]:02d}"
    end = "" if second is None else f"{second[0]:04d}-{second[1]:02d}"
    fault = "reversed" if end and end < start else ""
    return Period(start=start, end=end, fault=fault, assumed=any(assumed for _, _, assumed in ends))


def _month_of(found: re.Match[str], *, last: bool) -> tuple[int, int, bool]:
    """Year, month, and whether the month was assumed."""
    parts = {name: value for name, value in found.groupdict().items() if value is not None and name != "sep"}
    year = next(int(value) for name, value in parts.items() if name.endswith("_year"))
    month = next((value for name, value in parts.items() if name.endswith("_month")), None)
    if month is None:
        return year, 12 if last else 1, True
    return year, int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1, False


def _plain(text: str) -> str:
    return _HAN_DATE.sub(_arabic, unicodedata.normalize("NFKC", text))


def _arabic(found: re.Match[str]) -> str:
    year = found[1].translate(_HAN_DIGITS)
    if found[2] is None:
        return f"{year}年"
    ones = found[2].removeprefix("十").translate(_HAN_DIGITS)
    month = int(ones or 0) + (10 if found[2].startswith("十") else 0)
    return f"{year}年{month}月"
