"""Words of ours that are neither messages nor labels of the window: each file of ``resources/wording`` as a flat mapping.

An entry reads ``["outcome.pass"]``, ``zh = "通过"``, ``en = "Pass"``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache

from assessor_app.models.language import Text
from assessor_app.paths import resources


@lru_cache(maxsize=8)
def words(area: str) -> Mapping[str, Text]:
    """The words of ``resources/wording/<area>.toml`` by key. Raises KeyError where a word lacks a language."""
    content = tomllib.loads((resources() / "wording" / f"{area}.toml").read_text(encoding="utf-8"))
    return {key: Text(zh=entry["zh"], en=entry["en"]) for key, entry in content.items()}
