"""What moved between a capture and those before it.

Only consistent captures count, on both sides. Order is by instant, whenever a capture arrived.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, bindparam, literal, select, union_all
from sqlalchemy.orm import Session

from ssi_parser.reading import COMPARED, PILLARS, json_value

from ..captures import store
from ..captures.store import Entry
from ..models import Capture
from .industries import same_industry

SPANS = (7, 30, 90)
"""Days over which changes are told."""

Difference = int | Decimal | None


@dataclass(frozen=True)
class Change:
    """The differences to an earlier capture; None where a figure is unknown on either side.

    `days` are whole days between the two clicks. A rank's difference of −1 is one better. Nothing is told of the
    industry where its name has changed between the two: they are the figures of different people.
    """

    since: dt.datetime
    days: int
    total: Difference
    score: Difference
    pillars: dict[str, Difference]
    industry: dict[str, Difference]
    network: dict[str, Difference]

    @classmethod
    def between(cls, base: Entry, latest: Entry) -> Change:
        def both(figure: str) -> Iterator[Any]:
            return (entry.reading.figure(figure) if entry.reading else None for entry in (base, latest))

        one_industry = same_industry(*both("industry.name"))

        def difference(figure: str) -> Difference:
            before, after = both(figure)
            comparable = one_industry or not figure.startswith("industry.")
            return after - before if comparable and before is not None and after is not None else None

        groups = {kind: {part: difference(f"{kind}.{part}") for part in ("average", "rank")} for kind in COMPARED}
        return cls(
            since=base.captured_at,
            days=(latest.captured_at - base.captured_at).days,
            total=difference("total"),
            score=difference("score"),
            pillars={pillar: difference(f"pillars.{pillar}") for pillar in PILLARS},
            **groups,
        )

    def to_dict(self) -> dict[str, Any]:
        return {
            "since": self.since.isoformat(),
            "days": self.days,
            "total": json_value(self.total),
            "score": json_value(self.score),
            **{
                part: {name: json_value(value) for name, value in getattr(self, part).items()}
                for part in ("pillars", "industry", "network")
            },
        }


Changes = dict[str, Change | None]


def changes_of(session: Session, entry: Entry) -> Changes:
    """The changes since the previous capture, and over 7, 30 and 90 days; none for a capture that is in doubt."""
    changes: Changes = dict.fromkeys(("previous", *map(str, SPANS)))
    if entry.consistent:
        latest = entry.capture
        instants = {f"before_{days}": latest.captured_at - dt.timedelta(days=days) for days in (0, *SPANS)}
        for row in session.execute(_BASES, {"person": latest.person_id, "latest": latest.id} | instants):
            changes[row.span] = Change.between(store.entry_in(row), entry)
    return changes


def _bases() -> Select[Any]:
    """By span, the capture before the one with the id `latest`, and the last of those at least so many days before.

    They are looked for at the instants `before_0`, `before_7` and so on.
    """
    consistent = (
        select(Capture.id)
        .where(
            Capture.person_id == bindparam("person"),
            Capture.verdict == "consistent",
            Capture.deleted_at.is_(None),
            Capture.id != bindparam("latest"),
        )
        .order_by(Capture.captured_at.desc(), Capture.id.desc())
        .limit(1)
    )
    of_span = {
        "previous": consistent.where(
            Capture.captured_at <= bindparam("before_0"),
            (Capture.captured_at < bindparam("before_0")) | (Capture.id < bindparam("latest")),
        )
    }
    for days in SPANS:
        of_span[str(days)] = consistent.where(Capture.captured_at <= bindparam(f"before_{days}"))
    each = [select(query.add_columns(literal(span).label("span")).subquery()) for span, query in of_span.items()]
    bases = union_all(*each).subquery("bases")
    is_base = (Capture.person_id == bindparam("person")) & (Capture.id == bases.c.id)
    return store.with_figures(select(bases.c.span, Capture).join_from(bases, Capture, is_base))


_BASES = _bases()
