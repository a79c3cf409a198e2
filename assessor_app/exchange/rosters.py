"""Reads the society's roster workbook: the round, its people, candidates and panels, and who marks whom.

Sheets and columns are found by their headings in Chinese, English or both, in any order. A cell is what it shows: numbers keep
their leading zeros where the workbook has them, formulas are not evaluated, dates are dates. Everything odd becomes a `Problem`
with sheet and cell; a blocking one must be mended in the workbook before the round can be opened.

    reading = read_roster(data, schemes={"cse-general": scheme})
    reading.problems      # (Problem(code="roster_grade_unknown", sheet="申请人 Candidates", cell="D7", blocking=True, ...),)
    reading.roster        # a Roster when nothing blocks, else None
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeVar

from assessor_app.errors import Refusal
from assessor_app.exchange.office_reading import Problem, check_office_archive, problem_of
from assessor_app.exchange.workbook_rows import MOST_COLUMNS, MOST_ROWS, SheetRows, Value, address, workbook_rows
from assessor_app.models.dossier import Candidate
from assessor_app.models.ids import CaseId, PanelId, PersonId
from assessor_app.models.interview import LONGEST_MINUTES, ROOM_LIMIT, USUAL_MINUTES, Clash, Session, clashes
from assessor_app.models.language import Text
from assessor_app.models.people import Name, Person, Rank, Role
from assessor_app.models.roster import (
    ASSESSORS,
    ASSIGNMENTS,
    CANDIDATES,
    METHOD_WORDS,
    MODES,
    PANELS,
    RANKS,
    ROLE_WORDS,
    ROUND,
    YES_NO,
    Column,
    Roster,
    RosterAssignment,
    RosterCandidate,
    RosterPanel,
    RosterRound,
    Sheet,
)
from assessor_app.models.rounds import Mode
from assessor_app.models.scheme import MethodMode, Scheme

_LIST = re.compile(r"[,，、;；|\n]+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]|^[. ]|[. ]$')
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+00:00)?|(\d{4})(\d\d)(\d\d)")
_TIME = re.compile(r"(\d{1,2})\s*[:时点]\s*(?:(\d{1,2})\s*分?)?(?::00)?")
_DAY_AND_TIME = re.compile(r"(\d{4}\D.*\D\d{1,2}日?)\s+(\d{1,2}:\d\d(?::\d\d)?)")
_MINUTES = re.compile(r"(\d{1,3})\s*(?:分钟|分|min|minutes)?")
_HEAD_ROWS: Final = 15
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class RosterReading:
    """What a roster says, as far as it could be read, and what is wrong with it."""

    round: RosterRound | None = None
    people: tuple[Person, ...] = ()
    candidates: tuple[RosterCandidate, ...] = ()
    panels: tuple[RosterPanel, ...] = ()
    assignments: tuple[RosterAssignment, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether something must be mended before the round can be opened."""
        return any(problem.blocking for problem in self.problems)

    @property
    def roster(self) -> Roster | None:
        """The roster, if nothing blocks."""
        if self.blocked or self.round is None:
            return None
        return Roster(self.round, self.people, self.candidates, self.panels, self.assignments)


def read_roster(data: bytes, *, schemes: Mapping[str, Scheme] | None = None) -> RosterReading:
    """The roster in an .xlsx file. With `schemes` (by id), scheme, grades and methods are checked against them. Never raises."""
    try:
        file = check_office_archive(data, "excel")
        sheets = workbook_rows(data, file)
    except Refusal as refusal:
        return RosterReading(problems=(problem_of(refusal),))
    reader = _Reader(schemes=schemes, problems=list(file.notes))
    return reader.read(sheets)


# --- tables -----------------------------------------------------------------------------------------------------------


def _key(text: str) -> str:
    """A heading or a name without its look: width, case, blanks and marks do not matter."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())


def _variants(label: Text, aliases: Iterable[str] = ()) -> frozenset[str]:
    """Every heading that means this: one language, the other, or both in either order, with any of the aliases."""
    han = [word for word in (label.zh, *aliases) if _HAN.search(word)]
    latin = [word for word in (label.en, *aliases) if not _HAN.search(word)]
    both = [f"{one}{other}" for one in han for other in latin] + [f"{other}{one}" for one in han for other in latin]
    return frozenset(_key(word) for word in (*han, *latin, *both))


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of a table: its values by column, and where they stand."""

    sheet: Sheet
    title: str
    row: int
    values: Mapping[str, Value]
    places: Mapping[str, int]

    def text(self, column: str) -> str:
        value = self.values.get(column)
        return value.text if value is not None else ""

    def several(self, column: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in _LIST.split(self.text(column)) if part.strip())

    def cell(self, column: str) -> str:
        return address(self.row, self.places.get(column, 0))


@dataclass(frozen=True, slots=True)
class _Fact:
    """One fact of the round, and its cell."""

    text: str
    cell: str


@dataclass(slots=True)
class _Reader:
    """The reading of one workbook: the problems so far, and the people by every name they go by."""

    schemes: Mapping[str, Scheme] | None
    problems: list[Problem] = field(default_factory=list)
    names: dict[str, set[PersonId]] = field(default_factory=dict)
    people: dict[PersonId, Person] = field(default_factory=dict)
    days: tuple[str, str] = ("", "")
    """First and last day of the round, as far as they are known."""

    # --- what it answers

    def read(self, sheets: Sequence[SheetRows]) -> RosterReading:
        found = {each.id: self._find(each, sheets) for each in (ROUND, CANDIDATES, ASSESSORS, PANELS, ASSIGNMENTS)}
        tables = {name: self._table(*pair) if pair else [] for name, pair in found.items() if name != ROUND.id}
        round_pair = found[ROUND.id]
        round_ = self._round(*round_pair) if round_pair else None
        scheme = (self.schemes or {}).get(round_.scheme) if round_ else None
        self.days = (round_.opens, round_.closes) if round_ and round_.opens <= round_.closes else ("", "")
        self._people(tables[ASSESSORS.id])
        panels = self._panels(tables[PANELS.id])
        candidates = self._candidates(tables[CANDIDATES.id], panels, scheme)
        assignments = self._assignments(tables[ASSIGNMENTS.id], candidates, panels, scheme)
        problems = tuple(sorted(self.problems, key=lambda problem: not problem.blocking))
        return RosterReading(round_, tuple(self.people.values()), candidates, panels, assignments, problems)

    # --- finding sheets and columns

    def note(self, code: str, sheet: str = "", cell: str = "", /, *, blocking: bool, **details: object) -> None:
        self.problems.append(Problem(code, blocking=blocking, details=tuple(details.items()), sheet=sheet, cell=cell))

    def at(self, line: _Line, column: str, code: str, /, *, blocking: bool, **details: object) -> None:
        self.note(code, line.title, line.cell(column), blocking=blocking, **details)

    def _find(self, wanted: Sheet, sheets: Sequence[SheetRows]) -> tuple[Sheet, SheetRows] | None:
        names = _variants(wanted.label, wanted.aliases)
        sheet = next((each for each in sheets if _key(each.name) in names), None)
        if sheet is None:
            if not wanted.optional:
                self.note("roster_sheet_missing", blocking=True, wanted=wanted.label)
            return None
        if sheet.too_large is not None:
            rows, columns = sheet.too_large
            self.note(
                "roster_sheet_too_large", sheet.name, blocking=True,
                rows=rows, columns=columns, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS,
            )  # fmt: skip
            return None
        if sheet.hidden:
            self.note("roster_sheet_hidden", sheet.name, blocking=False)
        return wanted, sheet

    def _table(self, wanted: Sheet, sheet: SheetRows) -> list[_Line]:
        head = self._head(wanted, sheet)
        if head is None:
            if not wanted.optional or any(value.text for row in sheet.rows for value in row):
                self.note(
                    "roster_heads_missing",
                    sheet.name,
                    blocking=True,
                    wanted=[each.label for each in wanted.columns[:4]],
                )
            return []
        row, places = head
        lines = [
            _Line(
                wanted,
                sheet.name,
                number,
                {name: values[at] for name, at in places.items() if at < len(values)},
                places,
            )
            for number, values in enumerate(sheet.rows)
            if number > row
        ]
        filled = [line for line in lines if any(value.text for value in line.values.values())]
        if not filled and not wanted.optional:
            self.note("roster_sheet_empty", sheet.name, blocking=True)
        self._look_at_cells(sheet, filled, places)
        self._require(wanted, filled)
        return filled

    def _head(self, wanted: Sheet, sheet: SheetRows) -> tuple[int, dict[str, int]] | None:
        best: tuple[int, dict[str, int]] | None = None
        for number, values in enumerate(sheet.rows[:_HEAD_ROWS]):
            places = _columns_in(wanted, values)
            if len(places) > len(best[1] if best else {}):
                best = number, places
        if best is None or len(best[1]) < 2:
            return None
        self._look_at_heads(wanted, sheet, best[0], best[1])
        return best

    def _look_at_heads(self, wanted: Sheet, sheet: SheetRows, row: int, places: Mapping[str, int]) -> None:
        for column in wanted.columns:
            if column.required and column.id not in places:
                self.note("roster_column_missing", sheet.name, address(row, 0), blocking=True, column=column.label)
        for at, value in enumerate(sheet.rows[row]):
            if not value.text or at in places.values():
                continue
            twice = _column_named(wanted, value.text, places)
            if twice is not None:
                self.note("roster_column_twice", sheet.name, address(row, at), blocking=True, column=twice.label)
            else:
                self.note(
                    "roster_column_ignored", sheet.name, address(row, at), blocking=False, heading=value.text[:60]
                )

    def _look_at_cells(self, sheet: SheetRows, lines: Sequence[_Line], places: Mapping[str, int]) -> None:
        hidden = [line.row + 1 for line in lines if line.row in sheet.hidden_rows]
        if hidden:
            self.note(
                "roster_rows_hidden",
                sheet.name,
                address(hidden[0] - 1, 0),
                blocking=False,
                rows=hidden[:20],
                count=len(hidden),
            )
        for name, at in places.items():
            if at in sheet.hidden_columns:
                self.note(
                    "roster_column_hidden", sheet.name, address(0, at), blocking=False, column=_label(lines, name)
                )
            self._look_at_column(sheet.name, name, lines)

    def _look_at_column(self, sheet: str, name: str, lines: Sequence[_Line]) -> None:
        computed = [line for line in lines if name in line.values and line.values[name].formula]
        if computed:
            self.note(
                "roster_formula",
                sheet,
                computed[0].cell(name),
                blocking=False,
                count=len(computed),
                column=_label(lines, name),
            )
        if name not in ("number", "id"):
            return
        bare = [line for line in lines if name in line.values and line.values[name].number]
        padded = any(line.text(name).startswith("0") for line in lines)
        if bare and (padded or len({len(line.text(name)) for line in bare}) > 1):
            self.note(
                "roster_zeros_lost", sheet, bare[0].cell(name), blocking=False, count=len(bare), text=bare[0].text(name)
            )

    def _require(self, wanted: Sheet, lines: Sequence[_Line]) -> None:
        for line in lines:
            for column in wanted.columns:
                if column.required and column.id in line.places and not line.text(column.id):
                    self.at(line, column.id, "roster_field_missing", blocking=True, column=column.label)

    # --- the round

    def _round(self, wanted: Sheet, sheet: SheetRows) -> RosterRound | None:
        facts = self._facts(wanted, sheet)
        if not facts:
            self.note("roster_sheet_empty", sheet.name, blocking=True)
            return None
        values = {name: fact.text for name, fact in facts.items()}
        for column in wanted.columns:
            if column.required and not values.get(column.id) and not values.get(_in_other_language(column.id)):
                cell = facts[column.id].cell if column.id in facts else ""
                self.note("roster_field_missing", sheet.name, cell, blocking=True, column=column.label)

        def note(column: str, code: str, **details: object) -> None:
            self.note(code, sheet.name, facts[column].cell, blocking=True, **details)

        scheme = values.get("scheme", "")
        if scheme and self.schemes is not None and scheme not in self.schemes:
            note("scheme", "roster_scheme_unknown", scheme=scheme, known=sorted(self.schemes))
        opens, closes = (self._date(values.get(name, ""), name, note) for name in ("opens", "closes"))
        if opens and closes and closes < opens:
            note("closes", "roster_dates_reversed", opens=opens, closes=closes)
        return RosterRound(
            title=self._both(sheet, values, "title"),
            society=self._both(sheet, values, "society"),
            scheme=scheme,
            mode=self._chosen(
                values.get("mode", ""), MODES, Mode.LIVE, lambda text: note("mode", "roster_mode_unknown", text=text)
            ),
            venue=values.get("venue", ""),
            opens=opens,
            closes=closes,
            fictional=self._chosen(
                values.get("fictional", ""),
                YES_NO,
                False,
                lambda text: note("fictional", "roster_yes_no_unknown", text=text),
            ),
        )

    def _both(self, sheet: SheetRows, values: Mapping[str, str], name: str) -> Text:
        """A text of the round in both languages; where one is missing the other stands for it, and the officer is told."""
        zh, en = values.get(f"{name}_zh", ""), values.get(f"{name}_en", "")
        if bool(zh) != bool(en):
            missing = next(each for each in ROUND.columns if each.id == (f"{name}_en" if zh else f"{name}_zh"))
            self.note("roster_one_language", sheet.name, blocking=False, column=missing.label, text=zh or en)
        return Text(zh=zh or en, en=en or zh)

    def _facts(self, wanted: Sheet, sheet: SheetRows) -> dict[str, _Fact]:
        """The facts of the round, one below the other with their names on the left, or side by side with their names above."""
        down = [(row, 0, row, 1) for row in range(len(sheet.rows))]
        head = self._head_across(wanted, sheet)
        across = [] if head is None else [(head, column, head + 1, column) for column in range(len(sheet.rows[head]))]
        facts: dict[str, _Fact] = {}
        for row, column, value_row, value_column in across or down:
            name = _column_named(wanted, _at(sheet, row, column).text)
            if name is None:
                continue
            if name.id in facts:
                self.note("roster_column_twice", sheet.name, address(row, column), blocking=True, column=name.label)
                continue
            value, cell = _at(sheet, value_row, value_column), address(value_row, value_column)
            facts[name.id] = _Fact(value.text, cell)
            if value.formula:
                self.note("roster_formula", sheet.name, cell, blocking=False, count=1, column=name.label)
            if value_row in sheet.hidden_rows:
                self.note("roster_rows_hidden", sheet.name, cell, blocking=False, rows=[value_row + 1], count=1)
        return facts

    @staticmethod
    def _head_across(wanted: Sheet, sheet: SheetRows) -> int | None:
        for number, row in enumerate(sheet.rows[:_HEAD_ROWS]):
            if len(_columns_in(wanted, row)) > 2:
                return number
        return None

    @staticmethod
    def _date(text: str, column: str, note: Callable[..., None]) -> str:
        if not text:
            return ""
        found = _DATE.fullmatch(unicodedata.normalize("NFKC", text))
        if found is not None:
            year, month, day = (int(each) for each in found.groups() if each is not None)
            try:
                return date(year, month, day).isoformat()
            except ValueError:
                pass
        note(column, "roster_date_unreadable", text=text[:40])
        return ""

    @staticmethod
    def _chosen(text: str, words: Mapping[_T, Text], usual: _T, note: Callable[[str], None]) -> _T:
        if not text:
            return usual
        for value, label in words.items():
            if _key(text) in _variants(label):
                return value
        note(text[:40])
        return usual

    # --- people

    def _people(self, lines: Sequence[_Line]) -> None:
        seen: dict[tuple[str, str], tuple[_Line, str]] = {}
        for line in lines:
            person = self._person(line)
            if person is None:
                continue
            if person.id in self.people:
                self.at(line, "id", "roster_id_twice", blocking=True, id=person.id)
                continue
            self.people[person.id] = person
            for name in (person.id, person.name.zh, person.name.en):
                if name:
                    self.names.setdefault(_key(name), set()).add(person.id)
            same = (_key(person.name.zh or person.name.en), _key(person.employer))
            if same in seen:
                self.at(
                    line, "name_zh", "roster_same_assessor", blocking=False, name=person.name.both, other=seen[same][1]
                )
            seen[same] = line, line.cell("id")

    def _person(self, line: _Line) -> Person | None:
        identity = line.text("id")
        name = self._name(line)
        if identity and not _ID.fullmatch(identity):
            self.at(line, "id", "roster_id_odd", blocking=True, id=identity[:60])
        roles = self._roles(line)
        if not line.text("rank") and {Role.ASSESSOR, Role.CHAIR} & set(roles):
            self.at(line, "rank", "roster_field_missing", blocking=True, column=_label([line], "rank"))
        rank = self._chosen(
            line.text("rank"), RANKS, Rank.FULL,
            lambda text: self.at(line, "rank", "roster_rank_unknown", blocking=True, text=text),
        )  # fmt: skip
        if not identity or name is None:
            return None
        return Person(
            PersonId(identity),
            name,
            roles,
            rank,
            line.text("employer"),
            line.several("schools"),
            line.several("fields"),
        )

    def _name(self, line: _Line) -> Name | None:
        zh, en = line.text("name_zh"), line.text("name_en")
        if not zh and _HAN.search(en):
            # A roster with one column for names has Chinese ones in it.
            zh, en = en, ""
        if zh or en:
            return Name(zh=zh, en=en)
        self.at(line, "name_zh", "roster_name_missing", blocking=True)
        return None

    def _roles(self, line: _Line) -> tuple[Role, ...]:
        words = {_key(word): Role(role) for role, several in ROLE_WORDS.items() for word in several}
        roles: list[Role] = []
        for text in (part for entry in line.several("roles") for part in re.split(r"[\s+/＋和及]+", entry) if part):
            role = words.get(_key(text))
            if role is None:
                self.at(line, "roles", "roster_role_unknown", blocking=True, text=text[:40])
            elif role not in roles:
                roles.append(role)
        return tuple(roles) or (Role.ASSESSOR,)

    def _who(self, line: _Line, column: str, text: str, *, blocking: bool = True) -> PersonId | None:
        """The person who goes by this id or name; a name borne by two people needs the id."""
        found = {PersonId(text)} if text in self.people else self.names.get(_key(text), set())
        if len(found) == 1:
            return next(iter(found))
        code = "roster_person_ambiguous" if found else "roster_person_unknown"
        self.at(line, column, code, blocking=blocking, text=text[:60], known=sorted(found))
        return None

    # --- panels

    def _panels(self, lines: Sequence[_Line]) -> tuple[RosterPanel, ...]:
        panels: dict[PanelId, RosterPanel] = {}
        for line in lines:
            panel = self._panel(line)
            if panel is None:
                continue
            if panel.id in panels:
                self.at(line, "panel", "roster_panel_twice", blocking=True, panel=panel.id)
                continue
            panels[panel.id] = panel
            self._look_at_panel(line, panel)
        return tuple(panels.values())

    def _panel(self, line: _Line) -> RosterPanel | None:
        identity = line.text("panel")
        if identity and (len(identity) > 40 or _UNSAFE.search(identity)):
            self.at(line, "panel", "roster_number_odd", blocking=True, number=identity[:60])
        chair = self._who(line, "chair", line.text("chair")) if line.text("chair") else None
        members = [self._who(line, "members", text) for text in line.several("members")]
        if not identity or chair is None:
            return None
        name = Text(zh=line.text("name_zh") or identity, en=line.text("name_en") or identity)
        return RosterPanel(
            PanelId(identity), name, chair, tuple(dict.fromkeys(each for each in members if each is not None))
        )

    def _look_at_panel(self, line: _Line, panel: RosterPanel) -> None:
        chair = self.people[panel.chair]
        if panel.chair not in panel.members:
            self.at(line, "chair", "roster_chair_not_member", blocking=False, name=chair.name.both)
        if Role.CHAIR not in chair.roles:
            self.at(line, "chair", "roster_chair_without_role", blocking=False, name=chair.name.both)
        if chair.rank is not Rank.FULL:
            self.at(line, "chair", "roster_chair_not_full", blocking=True, name=chair.name.both)
        for member in panel.members:
            if not {Role.ASSESSOR, Role.CHAIR} & set(self.people[member].roles):
                self.at(
                    line, "members", "roster_member_not_assessor", blocking=True, name=self.people[member].name.both
                )
        if panel.members and not any(self.people[member].rank is Rank.FULL for member in panel.members):
            self.at(line, "members", "roster_no_full_assessor", blocking=True, panel=panel.id)

    # --- candidates

    def _candidates(
        self, lines: Sequence[_Line], panels: Sequence[RosterPanel], scheme: Scheme | None
    ) -> tuple[RosterCandidate, ...]:
        known = {panel.id: panel for panel in panels}
        found: dict[str, RosterCandidate] = {}
        cells: dict[str, str] = {}
        rooms: dict[CaseId, _Line] = {}
        same: dict[tuple[str, int | None, str], str] = {}
        for line in lines:
            entry = self._candidate(line, known, scheme)
            if entry is None:
                continue
            number = entry.candidate.number
            if number in found:
                self.at(line, "number", "roster_number_twice", blocking=True, number=number, other=cells[number])
                continue
            found[number], cells[number] = entry, line.cell("number")
            rooms[CaseId(number)] = line
            who = _same_person(entry.candidate)
            if who in same:
                self.at(
                    line,
                    "name_zh",
                    "roster_same_person",
                    blocking=False,
                    name=entry.candidate.name.both,
                    other=same[who],
                )
            same.setdefault(who, line.cell("number"))
        self._look_at_rooms(tuple(found.values()), rooms)
        used = {entry.panel for entry in found.values()}
        for panel in panels:
            if panel.id not in used and lines:
                self.note("roster_panel_idle", blocking=False, panel=panel.id)
        return tuple(found.values())

    def _candidate(
        self, line: _Line, panels: Mapping[PanelId, RosterPanel], scheme: Scheme | None
    ) -> RosterCandidate | None:
        number, name = line.text("number"), self._name(line)
        if number and (len(number) > 40 or _UNSAFE.search(number)):
            self.at(line, "number", "roster_number_odd", blocking=True, number=number[:60])
        grade = self._grade(line, scheme)
        panel = self._panel_of(line, panels)
        trained_by = self._trainers(line)
        paths = [self._path(line, column) for column in ("form", "folder")]
        starts, room, minutes = self._starts(line), self._room(line), self._minutes(line)
        if not number or name is None or panel is None:
            return None
        candidate = Candidate(number, name, line.text("employer"), self._birth_year(line))
        self._look_at_ties(line, candidate, trained_by, panels[panel])
        return RosterCandidate(
            candidate, grade, line.text("field"), panel, paths[0], paths[1], line.text("interpreter"), trained_by,
            starts, room, minutes,
        )  # fmt: skip

    # --- interviews

    def _starts(self, line: _Line) -> str:
        """Day and time of the interview; a date cell that bears a time of day says both."""
        day, clock = line.text("interview_day"), line.text("interview_time")
        both = _DAY_AND_TIME.fullmatch(clock or day)
        if both is not None:
            day, clock = (day or both[1]) if clock else both[1], both[2]
        if not day and not clock:
            return ""
        if not day or not clock:
            missing = "interview_day" if not day else "interview_time"
            self.at(line, missing, "roster_interview_half", blocking=True, text=(day or clock)[:40])
            return ""

        def note(column: str, code: str, **details: object) -> None:
            self.at(line, column, code, blocking=True, **details)

        date_, time_ = self._date(day, "interview_day", note), self._time(clock, note)
        if not date_ or not time_:
            return ""
        opens, closes = self.days
        if closes and not opens <= date_ <= closes:
            self.at(line, "interview_day", "roster_interview_outside", blocking=False, text=date_)
        return f"{date_}T{time_}"

    @staticmethod
    def _time(text: str, note: Callable[..., None]) -> str:
        found = _TIME.fullmatch(unicodedata.normalize("NFKC", text).strip())
        if found is not None:
            hour, minute = int(found[1]), int(found[2] or 0)
            if hour < 24 and minute < 60:
                return f"{hour:02}:{minute:02}"
        note("interview_time", "roster_time_unreadable", text=text[:40])
        return ""

    def _room(self, line: _Line) -> str:
        room = line.text("interview_room")
        if len(room) > ROOM_LIMIT:
            self.at(line, "interview_room", "roster_room_long", blocking=True, count=len(room), most=ROOM_LIMIT)
        return room

    def _minutes(self, line: _Line) -> int:
        text = line.text("interview_minutes")
        found = _MINUTES.fullmatch(unicodedata.normalize("NFKC", text))
        if found is not None and 1 <= int(found[1]) <= LONGEST_MINUTES:
            return int(found[1])
        if text:
            self.at(
                line, "interview_minutes", "roster_minutes_odd", blocking=True, text=text[:40], most=LONGEST_MINUTES
            )
        return 0

    def _look_at_rooms(self, entries: Sequence[RosterCandidate], lines: Mapping[CaseId, _Line]) -> None:
        """Two interviews in one room at one time; who assesses whom may not be settled yet."""
        planned = [
            Session(CaseId(each.candidate.number), each.starts, each.room, each.minutes or USUAL_MINUTES)
            for each in entries
        ]
        for kind, one, other in clashes(planned, {}):
            if kind is Clash.ROOM:
                line = lines[other.case]
                self.at(
                    line, "interview_room", "roster_room_taken", blocking=False, text=other.room[:40], number=one.case
                )

    def _grade(self, line: _Line, scheme: Scheme | None) -> str:
        text = line.text("grade")
        if not text or scheme is None:
            return text
        for grade in scheme.grades:
            words = {_key(each) for each in (grade.id, grade.title.zh, grade.title.en, f"{grade.title.zh}{grade.id}")}
            tokens = {_key(token) for token in re.findall(r"[A-Za-z]+", text)}
            if _key(text) in words or tokens == {_key(grade.id)}:
                return grade.id
        self.at(
            line,
            "grade",
            "roster_grade_unknown",
            blocking=True,
            text=text[:40],
            known=[each.id for each in scheme.grades],
        )
        return ""

    def _panel_of(self, line: _Line, panels: Mapping[PanelId, RosterPanel]) -> PanelId | None:
        text = line.text("panel")
        if not text and len(panels) == 1:
            return next(iter(panels))
        matching = [
            panel.id
            for panel in panels.values()
            if _key(text) in {_key(panel.id), _key(panel.name.zh), _key(panel.name.en)}
        ]
        if text and matching:
            return matching[0]
        if panels:
            code = "roster_panel_unknown" if text else "roster_panel_missing"
            self.at(line, "panel", code, blocking=True, text=text[:40], known=sorted(panels))
        return None

    def _trainers(self, line: _Line) -> tuple[PersonId, ...]:
        found = [(text, self._who(line, "trained_by", text, blocking=False)) for text in line.several("trained_by")]
        # Somebody who assesses nobody here may have trained them; the name stays, as it was written.
        return tuple(person if person is not None else PersonId(text) for text, person in found)

    def _path(self, line: _Line, column: str) -> str:
        text = line.text(column).replace("\\", "/")
        if not text:
            if column == "form":
                self.at(line, column, "roster_form_missing", blocking=False, number=line.text("number"))
            return ""
        path = posixpath.normpath(text)
        if path.startswith(("/", "..")) or re.match(r"[A-Za-z]:", path):
            self.at(line, column, "roster_path_outside", blocking=True, text=text[:120])
            return ""
        return path

    def _birth_year(self, line: _Line) -> int | None:
        text = line.text("birth_year")
        if not text:
            return None
        found = re.match(r"((?:19|20)\d\d)(?!\d)", unicodedata.normalize("NFKC", text))
        if found is None:
            self.at(line, "birth_year", "roster_birth_unreadable", blocking=False, text=text[:40])
            return None
        return int(found[1])

    def _look_at_ties(
        self, line: _Line, candidate: Candidate, trained_by: Sequence[PersonId], panel: RosterPanel
    ) -> None:
        for trainer in trained_by:
            if trainer in panel.members:
                name = self.people[trainer].name.both
                self.at(line, "trained_by", "roster_trainer_on_panel", blocking=False, name=name, panel=panel.id)
        for person in self.names.get(_key(candidate.name.zh or candidate.name.en), ()):
            if _key(self.people[person].employer) == _key(candidate.employer):
                self.at(
                    line, "name_zh", "roster_candidate_is_assessor", blocking=False, name=candidate.name.both, id=person
                )

    # --- assignments

    def _assignments(
        self,
        lines: Sequence[_Line],
        candidates: Sequence[RosterCandidate],
        panels: Sequence[RosterPanel],
        scheme: Scheme | None,
    ) -> tuple[RosterAssignment, ...]:
        entries = {entry.candidate.number: entry for entry in candidates}
        members = {panel.id: set(panel.members) for panel in panels}
        found: dict[tuple[str, PersonId], dict[str, None]] = {}
        last: dict[tuple[str, str], _Line] = {}
        for line in lines:
            number = line.text("number")
            assessor = self._who(line, "assessor", line.text("assessor")) if line.text("assessor") else None
            entry = entries.get(number)
            if number and entry is None:
                self.at(line, "number", "roster_candidate_unknown", blocking=True, number=number[:40])
            if entry is None or assessor is None:
                continue
            if assessor not in members[entry.panel]:
                name = self.people[assessor].name.both
                self.at(
                    line, "assessor", "roster_not_on_panel", blocking=True, name=name, panel=entry.panel, number=number
                )
                continue
            for method in self._methods(line, entry, scheme):
                methods = found.setdefault((number, assessor), {})
                if method in methods:
                    self.at(line, "methods", "roster_assigned_twice", blocking=False, number=number, method=method)
                methods[method] = None
                last[number, method] = line
        self._look_at_groups(found, last)
        return tuple(
            RosterAssignment(number, assessor, tuple(methods)) for (number, assessor), methods in found.items()
        )

    def _methods(self, line: _Line, entry: RosterCandidate, scheme: Scheme | None) -> Iterator[str]:
        words = {_key(word): method for method, several in METHOD_WORDS.items() for word in several}
        held: set[str] | None = None
        if scheme is not None:
            for method in scheme.methods:
                words |= {
                    _key(word): method.id for word in (method.id, *_words_of(method.title), *_words_of(method.short))
                }
            rules = next((grade.methods for grade in scheme.grades if grade.id == entry.grade), None)
            held = None if rules is None else {rule.method for rule in rules if rule.mode is not MethodMode.OFF}
        for text in (part for each in line.several("methods") for part in re.split(r"[\s+/＋和及]+", each) if part):
            method_id = words.get(_key(text))
            if method_id is None:
                self.at(line, "methods", "roster_method_unknown", blocking=True, text=text[:40])
            elif held is not None and method_id not in held:
                self.at(line, "methods", "roster_method_not_held", blocking=True, text=text[:40], grade=entry.grade)
            else:
                yield method_id

    def _look_at_groups(
        self, found: Mapping[tuple[str, PersonId], Mapping[str, None]], last: Mapping[tuple[str, str], _Line]
    ) -> None:
        """Each group that marks a candidate by a method needs a full assessor (domain C5): others never count alone."""
        ranks: dict[tuple[str, str], set[Rank]] = {}
        for (number, assessor), methods in found.items():
            for method in methods:
                ranks.setdefault((number, method), set()).add(self.people[assessor].rank)
        for (number, method), present in ranks.items():
            if Rank.FULL not in present:
                line = last[number, method]
                self.at(line, "assessor", "roster_marked_without_full", blocking=True, number=number, method=method)


def _in_other_language(column: str) -> str:
    """title_zh for title_en and the reverse; a column that is not in two languages has no other."""
    if column.endswith("_zh"):
        return f"{column[:-3]}_en"
    return f"{column[:-3]}_zh" if column.endswith("_en") else ""


def _at(sheet: SheetRows, row: int, column: int) -> Value:
    """The value there, empty outside the cells."""
    line = sheet.rows[row] if row < len(sheet.rows) else []
    return line[column] if column < len(line) else Value("")


def _words_of(text: Text) -> tuple[str, ...]:
    return tuple(word for word in (text.zh, text.en) if word)


def _columns_in(wanted: Sheet, values: Sequence[Value]) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, value in enumerate(values):
        column = _column_named(wanted, value.text)
        if column is not None:
            places.setdefault(column.id, at)
    return places


def _column_named(wanted: Sheet, heading: str, among: Iterable[str] | None = None) -> Column | None:
    key = _key(heading)
    for column in wanted.columns:
        if (among is None or column.id in among) and key and key in _variants(column.label, column.aliases):
            return column
    return None


def _label(lines: Sequence[_Line], name: str) -> Text:
    return (
        next(column.label for column in lines[0].sheet.columns if column.id == name)
        if lines
        else Text(zh=name, en=name)
    )


def _same_person(candidate: Candidate) -> tuple[str, int | None, str]:
    name = candidate.name
    return _key(name.zh or name.en), candidate.birth_year, "" if candidate.birth_year else _key(candidate.employer)
