"""Make the four font files the program carries, so that every machine and every test draws the same glyphs.

From Noto Sans CJK SC (Debian fonts-noto-cjk) and Inter (Debian fonts-inter, unpacked), both under the SIL Open Font License
without reserved names. The subsets are renamed, so that they never stand in for, or hide behind, an installed full face.
The compatibility radicals (U+2E80-2FDF) are left out on purpose: with them Qt writes a PDF text layer in which 页 is U+2EDA.

    python -m build_spec.fonts NotoSansCJK-Regular.ttc NotoSansCJK-Bold.ttc Inter-Regular.otf Inter-SemiBold.otf
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-untyped]

OUT = Path(__file__).parent.parent / "resources" / "fonts"

LATIN = [
    *range(0x20, 0x180),
    *range(0x2B0, 0x2FF),
    *range(0x2000, 0x2070),
    *range(0x2070, 0x20D0),
    *range(0x2100, 0x2300),
]
SIGNS = [*range(0x2460, 0x2500), *range(0x25A0, 0x2700), *range(0x3000, 0x3040), *range(0xFF00, 0xFFF0)]
UNIFIED = range(0x4E00, 0xA000)
# Characters of the national table for names and places (通用规范汉字表) that lie beyond the unified block.
RARE = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮㐂㛂㜏㛤㥁㬢㳠㻏䎬䒕䬞"
    "𠮷𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯"
    "𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘"
    "𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭭𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊"
    "𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓"
)


def gb2312() -> set[int]:
    """The 7,445 characters of GB 2312: what a bold face needs for headings."""
    cells = (bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(character) for character in "".join(cells)}


def cut(font: TTFont, characters: set[int], features: list[str]) -> TTFont:
    """`font` with only `characters` and `features`, unhinted (drawn unhinted at every size we use)."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = features
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE", "DSIG"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    return font


def rename(font: TTFont, family: str, style: str) -> None:
    """Give the subset its own family name; only Windows (3, 1) names are kept, all in English."""
    names = font["name"]
    names.names = [record for record in names.names if record.platformID == 3 and record.langID == 0x409]
    plain = f"{family} {style}"
    for number, text in {1: family, 2: style, 3: f"{plain};subset", 4: plain, 6: plain.replace(" ", "")}.items():
        names.setName(text, number, 3, 1, 0x409)
    for number in (16, 17, 21, 22):
        names.removeNames(nameID=number)
    bold = style == "Bold"
    font["OS/2"].usWeightClass = 700 if bold else 400
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = 1 if bold else 0
    if "CFF " in font:
        table = font["CFF "].cff
        table.fontNames = [f"{family}-{style}".replace(" ", "")]
        top = table.topDictIndex[0]
        top.FamilyName, top.FullName, top.Weight = family, plain, style


def make(noto_regular: Path, noto_bold: Path, inter_regular: Path, inter_semibold: Path) -> None:
    """Write the four files into resources/fonts."""
    OUT.mkdir(parents=True, exist_ok=True)
    names = {ord(character) for character in RARE}
    wide = set(LATIN) | set(SIGNS) | set(UNIFIED) | names
    narrow = (set(LATIN) | set(SIGNS) | gb2312() | names) - set(range(0x2E80, 0x2FE0))
    for source, characters, style in ((noto_regular, wide, "Regular"), (noto_bold, narrow, "Bold")):
        font = cut(TTCollection(source).fonts[2], characters, [])
        rename(font, "Desk Sans SC", style)
        font.save(OUT / f"DeskSansSC-{style}.otf")
    # Inter's semibold serves as the bold: called 600, Qt would thicken it again wherever 700 is asked.
    for source, style in ((inter_regular, "Regular"), (inter_semibold, "Bold")):
        font = cut(TTFont(source), set(LATIN), ["kern", "mark", "tnum"])
        rename(font, "Desk Sans", style)
        font.save(OUT / f"DeskSans-{style}.otf")


if __name__ == "__main__":
    make(*(Path(argument) for argument in sys.argv[1:5]))
