"""Who is here, and whether somebody looks after the installation."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from ...models import Person
from ...people.roles import Role
from .database import trouble
from .finding import Examined, Finding, ok, warning


def owners(examined: Examined) -> Iterator[Finding]:
    """Before the first start there is nobody, and nothing to say about it."""
    if not (examined.database and examined.has_schema):
        return
    present = select(func.count()).select_from(Person).where(Person.left_at.is_(None))
    try:
        with examined.database.read() as session:
            people, owners = session.scalar(present) or 0, session.scalar(present.where(Person.role == Role.OWNER)) or 0
    except DBAPIError as error:
        yield trouble("the people cannot be read", error, "people")
        return
    if people and not owners:
        mend = "'ssi-history person role NAME owner'"
        yield warning("people", f"{people} here, and nobody looks after the installation", mend)
    elif people:
        yield ok("people", f"{people} here, {owners} of them look after the installation")
