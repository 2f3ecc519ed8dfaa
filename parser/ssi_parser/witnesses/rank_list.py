"""The list at the top of the page: "Industry SSI rank, Top 75%" and the same for the network."""

from __future__ import annotations

from collections.abc import Iterator

from ..layout import Layout
from ..reading import Sighting


def sightings(layout: Layout) -> Iterator[Sighting]:
    for kind, entry in layout.ranks.items():
        if entry.rank:
            text = layout.content.text(entry.element)
            yield Sighting(f"{kind}.rank", entry.rank.value, text, "rank_list", entry.element)
