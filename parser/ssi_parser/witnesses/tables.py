"""The hidden data table behind each donut: four pillars and "Remaining points", which is 100 less the shown number.

Nowhere else in the page's text do the groups' pillars stand.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..layout import Layout
from ..reading import Sighting


def sightings(layout: Layout) -> Iterator[Sighting]:
    told = [(section, f"{kind}.pillars.", f"{kind}.average") for kind, section in layout.groups.items()]
    if layout.own is not None:
        told.insert(0, (layout.own, "pillars.", "total"))
    for section, pillars, shown in told:
        for meaning, row in layout.pillars.rows(section):
            raw = layout.content.text(row.cell)
            if meaning == "remaining":
                yield Sighting(shown, 100 - row.number.value, raw, "remaining_points", row.cell)
            else:
                yield Sighting(pillars + meaning, row.number.value, raw, "table", row.cell)
