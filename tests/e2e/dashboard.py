"""The dashboard as the member sees it."""

import json
from datetime import date, timedelta
from typing import Any

from e2e.popup import PILLARS
from e2e.sheet import Sheet, one

GROUPS = ("industry", "network")
EPOCH = date(1970, 1, 1)


class Dashboard(Sheet):
    def figures(self) -> dict[str, str]:
        """The latest figures, under the same names as the popup's."""
        return {
            "total": self.text(".total-figure strong"),
            **dict(zip(PILLARS, self.texts(".pillar-value strong"), strict=True)),
            **{f"{group} rank": self.text(f"{_card(group)} .group-rank") for group in GROUPS},
            **{f"{group} average": self._average(group) for group in GROUPS},
        }

    def series(self) -> list[dict[str, Any]]:
        """What the charts are drawn from, oldest first: for each day its date, and the figures by their names."""
        drawn = json.loads(self.evaluate(f"{one('#series')}.textContent"))
        dates = [(EPOCH + timedelta(days=day)).isoformat() for day in drawn["days"]]
        columns = {"date": dates} | drawn["figures"]
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]

    def _average(self, group: str) -> str:
        terms = self.texts(f"{_card(group)} dt")
        return dict(zip(terms, self.texts(f"{_card(group)} dd"), strict=True))["Average"]


def _card(group: str) -> str:
    return f"[aria-labelledby=now-{group}]"
