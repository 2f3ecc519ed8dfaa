"""Whole histories, made up by hypothesis, that could have been read, and how they travel."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from click.testing import CliRunner, Result
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from ssi_parser import Doubt, Group, Pillars, Reading, Sighting
from ssi_server.aims import preferences
from ssi_server.aims.goals import Goal, set_goals
from ssi_server.aims.preferences import OwnReference
from ssi_server.cli import main
from ssi_server.config import Settings
from ssi_server.exchange import document, table
from ssi_server.exchange.arrival import Arrival
from ssi_server.exchange.files_in import Intake, Understanding
from ssi_server.exchange.record import Record
from ssi_server.exchange.report import Report
from ssi_server.journal import notes
from ssi_server.models import Base
from ssi_server.people import persons
from ssi_server.people.accounts import Ownership
from ssi_server.storage import Database

NASTY = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    " =1",
    "'t Hooft",
    "'=1",
    "''",
    "\t=1",
    'a,b;"c"\r\nd',
    "Usługi & IT 営業",
    "🙂",
)
Run = Callable[..., Result]

OWNERSHIP = Ownership(b"key")

_ZONES = st.sampled_from((-720, -570, -180, 0, 60, 345, 840)).map(lambda m: dt.timezone(dt.timedelta(minutes=m)))
_INSTANTS = st.integers(1_052_300_000, 1_767_200_000).map(lambda second: dt.datetime.fromtimestamp(second, dt.UTC))
_POINTS = st.integers(0, 25_000).map(lambda thousandths: Decimal(thousandths) / 1000)
_NAMES = (
    st.none()
    | st.sampled_from(NASTY)
    | st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=40)
)
_DOUBTS = st.builds(
    Doubt,
    st.sampled_from(("total", "industry.rank", "page")),
    st.sampled_from(("sum_differs", "sightings_disagree")),
    st.sampled_from(NASTY),
    st.lists(
        st.builds(Sighting, st.just("total"), st.integers(0, 100) | st.floats(0, 100), st.sampled_from(NASTY),
                  st.just("caption"), st.just("main > p")), max_size=2,
    ).map(tuple),
)  # fmt: skip


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Figures that contradict each other nowhere, unless there is a doubt."""
    points = Pillars(*draw(st.tuples(*[_POINTS | st.none()] * 4)))
    score = points.sum()
    own = Pillars(*draw(st.tuples(*[_POINTS | st.none()] * 4)))
    group = Group(
        name=draw(_NAMES),
        average=draw(st.integers(0, 100)) if own.sum() is None else None,
        rank=draw(st.none() | st.integers(1, 100)),
        rank_change=draw(st.none() | st.integers(-99, 99)),
        size=draw(st.none() | st.integers(0, 900_000)),
        pillars=own if any(one is not None for one in own) else None,
    )
    return Reading(
        total=round(score) if score is not None else draw(st.none() | st.integers(0, 100)),
        score=score,
        pillars=points,
        industry=group,
        network=Group(average=draw(st.none() | st.integers(0, 100))),
        team=draw(st.none() | st.just(Group(rank=7))),
        language=draw(st.none() | st.sampled_from(("en", "pt-BR"))),
        doubts=tuple(draw(st.lists(_DOUBTS, max_size=2))) if draw(st.integers(0, 4)) == 0 else (),
        sightings=(),
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A capture: read, refused, or deleted."""
    at = draw(_INSTANTS).astimezone(draw(_ZONES))
    fate = draw(st.sampled_from(("read", "read", "read", "refused", "deleted")))
    reading = draw(readings()) if fate == "read" else None
    return Record(
        id=draw(st.uuids()),
        captured_at=at,
        received_at=at.astimezone(dt.UTC),
        trigger=draw(st.sampled_from(("click", "visit", "import", "manual"))),
        client=draw(st.sampled_from(("extension/1.0.0 chromium", "", *NASTY))),
        outcome="refused" if fate == "refused" else "read",
        code="unreadable" if fate == "refused" else None,
        reader_version=draw(st.integers(0, 3)),
        reading=reading,
        device=draw(st.none() | st.just("a1b2c3d4")),
        digest=draw(st.binary(min_size=32, max_size=32)),
        deleted_at=draw(_INSTANTS) if fate == "deleted" else None,
        page=draw(st.none() | st.sampled_from(("<p>a</p>", "<p>b & ś 🙂\r\n</p>"))) if fate != "deleted" else None,
    )


HISTORIES = st.lists(records(), max_size=12, unique_by=lambda record: record.id)


def somebody(session: Session) -> int:
    return persons.add_person(session, str(uuid.uuid4())).id


def write(session: Session, person_id: int) -> None:
    """What a member writes themselves."""
    day = dt.date(2026, 3, 5)
    notes.add(session, person_id, day, None, "=Read “it” aloud\nand so on")
    notes.add_action(session, person_id, day, "comment")
    set_goals(session, person_id, [Goal("total", Decimal(70), day), Goal("brand", Decimal("20.125"))])
    own = (OwnReference("Colleagues", 41),)
    preferences.choose(session, person_id, rhythm=7, language=None, references=("spain_2017",), own_references=own)


def keep(database: Database, made: list[Record]) -> int:
    """A new person who has these captures; gives their id."""
    with database.write() as session:
        person_id = somebody(session)
    Arrival(database, person_id).captures(made)
    return person_id


def as_json(database: Database, person_id: int) -> bytes:
    with database.read() as session:
        return without_about("".join(document.written(session, person_id)).encode())


def without_about(written: bytes) -> bytes:
    """The document without the line that is one installation's own."""
    lines = written.splitlines(keepends=True)
    assert lines[1].startswith(b'"about": ')
    return b"".join(lines[:1] + lines[2:])


def as_csv(database: Database, person_id: int) -> bytes:
    with database.read() as session:
        return "".join(table.written(session, person_id)).encode()


def take(
    database: Database, person_id: int, data: bytes, name: str = "history.json", *, rehearsal: bool = False, **how: Any
) -> Report:
    """What comes of a file with this content."""
    intake = Intake(database, person_id, OWNERSHIP, rehearsal=rehearsal)
    return intake.take(name, io.BufferedReader(io.BytesIO(data)), Understanding(**how))  # type: ignore[type-var, arg-type]


def runner(settings: Settings) -> Run:
    """Runs commands on this installation; whatever they end with, it is no traceback."""

    def run(*words: object, stdin: str | None = None) -> Result:
        result = CliRunner().invoke(main, ["--data-dir", str(settings.data_dir), *map(str, words)], input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


def dump(database: Database) -> dict[str, list[Any]]:
    """Every row of every table."""
    with database.read() as session:
        tables = Base.metadata.sorted_tables
        return {table.name: sorted(map(repr, session.execute(table.select()))) for table in tables}
