"""Finding words in papers, notes and comments, whatever way their maker encoded them.

Rules kept here:
- Text and needle are folded alike: compatibility forms (NFKD, so that composed and decomposed letters meet), radicals to
  characters, case. Marks that nobody sees (soft hyphen, zero-width, direction marks) are left out.
- Blanks and line ends beside a Han character are left out, since Chinese PDF lines break anywhere and justified text is
  spaced out; any other run of them counts as one blank. Example: "页面" finds "⻚面" (U+2EDA) and "页 面"; "on site" does
  not find "onsite".
- NFKD maps the Kangxi radicals (U+2F00-2FD5) but leaves most of the CJK Radicals Supplement (U+2E80-2EFF) alone; PDF files
  made with Noto Sans CJK hold those instead of the characters. The table states Unicode's EquivalentUnifiedIdeograph
  property (https://www.unicode.org/Public/UCD/latest/ucd/EquivalentUnifiedIdeograph.txt).
- Each folded character remembers the one it came from, so that a hit can be marked on the page.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

_LINE_HYPHENS = "\x02\ufffe"
"""What PDFium puts where a word was parted at the end of a line."""

_RADICALS = str.maketrans(
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏"
    "⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟"
    "⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯"
    "⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿"
    "⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏"
    "⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟"
    "⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯"
    "⻰⻱⻲⻳",
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣"
    "尢𡯂巳幺彑𫜹忄心扌攵旡日月歺母"
    "民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹"
    "纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹"
    "艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑"
    "钅長镸长门𨸏阝雨青韦页风飞食𩙿飠"
    "饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜"
    "龙龜亀龟",
)


@dataclass(frozen=True)
class FoldedText:
    """A text made comparable; `origins[i]` is the index in the original of the i-th folded character."""

    text: str
    origins: Sequence[int]

    def find_all(self, needle: str) -> list[tuple[int, int]]:
        """Every place where `needle` (folded or not) stands, as (start, end) in the original text, without overlaps."""
        wanted = fold(needle).text.strip()
        hits: list[tuple[int, int]] = []
        at = self.text.find(wanted) if wanted else -1
        while at >= 0:
            last = at + len(wanted)
            hits.append((self.origins[at], self.origins[last - 1] + 1))
            at = self.text.find(wanted, last)
        return hits


def fold(text: str) -> FoldedText:
    """`text` made comparable by the rules above."""
    letters: list[str] = []
    origins: list[int] = []
    hyphenated = False
    for index, letter in enumerate(text):
        if letter in _LINE_HYPHENS:
            hyphenated = True
            continue
        if hyphenated and letter.isspace():
            continue
        hyphenated = False
        for part in _folded_letter(letter):
            letters.append(part)
            origins.append(index)
    return _with_blanks_settled(letters, origins)


def tidy_quote(text: str) -> str:
    """`text` as a person would quote it: line ends joined, without blanks between Han characters, in the original letters."""
    joined = " ".join(text.split())
    kept = [
        letter
        for index, letter in enumerate(joined)
        if letter != " " or not (_is_han(joined[index - 1]) and _is_han(joined[index + 1]))
    ]
    return "".join(kept)


def _folded_letter(letter: str) -> str:
    if letter.isascii():
        return " " if letter.isspace() or not letter.isprintable() else letter.lower()
    if letter.isspace():
        return " "
    if unicodedata.category(letter) in {"Cf", "Cn", "Co", "Cs"}:
        return ""
    return unicodedata.normalize("NFKD", letter).translate(_RADICALS).casefold()


def _with_blanks_settled(letters: list[str], origins: list[int]) -> FoldedText:
    kept: list[int] = []
    for index, letter in enumerate(letters):
        if letter == " ":
            before = letters[kept[-1]] if kept else " "
            if before == " " or _is_han(before):
                continue
        elif kept and letters[kept[-1]] == " " and _is_han(letter):
            kept.pop()
        kept.append(index)
    return FoldedText("".join(letters[index] for index in kept), array("I", (origins[index] for index in kept)))


def _is_han(letter: str) -> bool:
    """Han characters with their punctuation, kana, and full-width forms: what is set without blanks between."""
    point = ord(letter)
    return 0x2E80 <= point <= 0xA4CF or 0xF900 <= point <= 0xFAFF or 0xFF00 <= point <= 0xFFEF or point >= 0x20000
