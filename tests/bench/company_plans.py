"""How PostgreSQL answers each query behind a board: how much it looks at, and by which indexes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event

from ssi_server.board import Board
from ssi_server.clock import now
from ssi_server.models import Team

from .company_made import Company
from .say import say

_EXPLAIN = "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF, SUMMARY OFF) "
_EVERYBODYS = re.compile(r"Seq Scan on (?:captures|readings|group_readings)\b")
_BLOCKS = re.compile(r"(?:hit|read)=(\d+)")


@dataclass(frozen=True)
class Query:
    """What was asked, and the lines of its plan."""

    statement: str
    plan: list[str]

    @property
    def blocks(self) -> int:
        """Of 8 KB, that were looked at in tables and indexes."""
        told = next(line for line in self.plan if "Buffers: shared" in line)
        return sum(map(int, _BLOCKS.findall(told)))

    @property
    def scans(self) -> list[str]:
        """The lines that say what was gone through and how, each with its conditions."""
        return [line.strip() for line in self.plan if re.search(r"Scan|Cond|Filter", line)]


def tell(companies: list[Company]) -> None:
    """SystemExit where the number of queries depends on the team, or one goes through everybody's captures."""
    of_each = [queries(company, company.teams[0]) for company in companies]
    others = [len(queries(company, company.teams[-1])) for company in companies]
    if {len(found) for found in of_each} != set(others):
        raise SystemExit(f"A board asks more or less often, by the team: {others}.")
    say(f"{f'blocks, by query of {others[0]}':30}" + "".join(f"{f'among {one.people:,}':>16}" for one in companies))
    for number, same in enumerate(zip(*of_each, strict=True), 1):
        say(f"{number:<30}" + "".join(f"{query.blocks:16,}" for query in same))
    for number, query in enumerate(of_each[-1], 1):
        say(f"plan of query {number}, among {companies[-1].people:,}:")
        for line in query.scans:
            if _EVERYBODYS.search(line):
                raise SystemExit(f"Everybody's captures are looked through: {line}")
            say(f"    {line}")


def queries(company: Company, team_id: str) -> list[Query]:
    """Those behind the board of this team."""
    asked: list[tuple[str, Any]] = []
    with company.database.read() as session:
        team, at, connection = session.get_one(Team, team_id), now(), session.connection()
        event.listen(connection, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
        Board.of(session, team, {}, at, at.date())
        return [
            Query(statement, [row[0] for row in connection.exec_driver_sql(_EXPLAIN + statement, values)])
            for statement, values in list(asked)
        ]
