"""The database: reached, of the right schema, taking writes, sound, and every page in it still to be opened."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from ...captures.pages import Unopenable, opened
from ...config import Unusable
from ...models import Capture, Dictionary, GroupReading, OwnReading, Page, Person
from ...storage import Database
from ...storage.database import SCHEMA
from ...storage.migration import known
from ...storage.whole import whole
from .finding import Examined, Finding, failed, ok, warning

_SUBJECT = "history"
_RESTORE = "stop SSI History, then 'ssi-history restore' with the newest backup; what is there is kept beside"
_MENDS = (
    ("locked", "another program holds the file: end it, or wait until it is done"),
    ("readonly", "mend the permissions of the file and its folder, or the mount"),
    ("read-only", "write to the primary: add target_session_attrs=read-write to the URL; or mend the mount"),
    ("full", "make room on the disk; the service comes back by itself"),
    ("malformed", _RESTORE),
    ("not a database", _RESTORE),
    ("disk i/o", "look at the system's log: the disk or its mount fails"),
    ("unable to open", "mend the permissions of the file and its folder"),
    ("connection", "start the database server, or correct SSI_HISTORY_DATABASE_URL"),
    ("authentication", "correct name and password in SSI_HISTORY_DATABASE_URL"),
)
"""What to do, by what the engine says."""
_SAMPLE = 20
"""Pages of each person that are opened unless all are."""
_PEOPLE = 200
"""Persons whose pages are looked at unless all are."""


def connection(examined: Examined) -> Iterator[Finding]:
    """Whether there is an answer. What the other checks look into is opened here."""
    if not examined.settings.data_dir.is_dir():
        return
    try:
        examined.database = database = Database(examined.settings)
        with database.read() as session:
            session.execute(text("SELECT 1")).one()
            described = whole(database).described(session.connection())
    except Unusable as error:
        yield failed(_SUBJECT, str(error), "see above")
    except DBAPIError as error:
        yield trouble("the history cannot be opened", error)
    else:
        examined.is_reachable = True
        yield ok(_SUBJECT, f"{database.place}: {described}")


def schema(examined: Examined) -> Iterator[Finding]:
    if not (examined.database and examined.is_reachable):
        return
    try:
        with examined.database.read() as session:
            if not inspect(session.connection()).has_table("alembic_version"):
                yield ok("schema", "nothing is kept yet; 'ssi-history serve' makes a history")
                return
            found = session.scalar(text("SELECT version_num FROM alembic_version"))
    except DBAPIError as error:
        yield trouble("the history cannot be read", error)
        return
    if found == SCHEMA:
        examined.has_schema = True
        yield ok("schema", f"{found}, which is this program's")
    elif found in known():
        yield warning("schema", f"{found}, older than this program's {SCHEMA}", "the next start brings it up to date")
    else:
        yield failed("schema", f"{found}: a newer version of SSI History wrote it", "update this one")


def writing(examined: Examined) -> Iterator[Finding]:
    """Whether a capture would be stored now."""
    if not (examined.database and examined.has_schema):
        return
    try:
        examined.database.check()
        yield ok("writing", "a page's worth was stored, and taken away again")
    except DBAPIError as error:
        yield trouble("captures are answered by 503, since nothing can be stored", error, "writing")


def soundness(examined: Examined) -> Iterator[Finding]:
    """What the engine itself finds."""
    if not (examined.database and examined.is_reachable):
        return
    try:
        with examined.database.read() as session:
            found = list(whole(examined.database).ailments(session.connection()))
    except DBAPIError as error:
        yield trouble("the history cannot be examined", error, "soundness")
        return
    yield from (failed("soundness", what, mend) for what, mend in found)
    if not found:
        yield ok("soundness", "the engine finds nothing wrong")


def references(examined: Examined) -> Iterator[Finding]:
    """Whether what belongs together is together, looked up without trust in the engine's own rules."""
    if not (examined.database and examined.has_schema):
        return
    try:
        with examined.database.read() as session:
            counts = {what: session.scalar(select(func.count()).where(broken)) or 0 for what, broken in _broken()}
            total = session.scalar(select(func.count()).select_from(Capture)) or 0
    except DBAPIError as error:
        yield trouble("the history cannot be read", error, "references")
        return
    found = {what: count for what, count in counts.items() if count}
    yield from (failed("references", f"{count} {what}", _RESTORE) for what, count in found.items())
    if not found:
        yield ok("references", f"{total} captures, each with what belongs to it")


def pages(examined: Examined) -> Iterator[Finding]:
    """Whether stored pages can still be opened, and are byte for byte what was stored."""
    if not (examined.database and examined.has_schema):
        return
    count, bad = 0, []
    try:
        with examined.database.read() as session:
            for person_id in session.scalars(select(Person.id).limit(None if examined.thorough else _PEOPLE)).all():
                kept = select(Page).where(Page.person_id == person_id).limit(None if examined.thorough else _SAMPLE)
                for page in session.scalars(kept.execution_options(yield_per=50)):
                    count += 1
                    try:
                        opened(session, page)
                    except Unopenable as error:
                        bad.append(str(error))
                    session.expunge(page)
    except DBAPIError as error:
        yield trouble("the pages cannot be read", error, "pages")
        return
    yield from (failed("pages", what, "restore a backup from before; the figures are not affected") for what in bad)
    if not bad:
        looked = "all" if examined.thorough else "a sample (all with --thorough)"
        yield ok("pages", f"{count} opened, {looked}")


def _broken() -> Iterator[tuple[str, ColumnElement[bool]]]:
    """What cannot be, and the rows that are so all the same."""
    for what, part in (("readings", OwnReading), ("readings of groups", GroupReading)):
        its_capture = select(Capture.id).where(Capture.person_id == part.person_id, Capture.id == part.capture_id)
        yield f"{what} belong to no capture", part.person_id.is_not(None) & ~its_capture.exists()
    its_page = select(Page.sha256).where(Page.person_id == Capture.person_id, Page.sha256 == Capture.page_sha256)
    yield "captures have lost their page", Capture.page_sha256.is_not(None) & ~its_page.exists()
    its_figures = select(OwnReading.capture_id).where(
        OwnReading.person_id == Capture.person_id, OwnReading.capture_id == Capture.id
    )
    was_read = Capture.verdict.is_not(None) & (Capture.outcome == "read")
    yield "captures have lost their figures", was_read & ~its_figures.exists()
    its_dictionary = select(Dictionary.id).where(Dictionary.id == Page.dictionary_id)
    yield "pages have lost their dictionary", Page.dictionary_id.is_not(None) & ~its_dictionary.exists()


def trouble(what: str, error: DBAPIError, subject: str = _SUBJECT) -> Finding:
    """What the engine says, and what to do about that."""
    cause = " ".join(str(error.orig).split())
    mend = next((mend for word, mend in _MENDS if word in cause.lower()), "the server's log may tell more")
    return failed(subject, f"{what}: {cause}", mend)
