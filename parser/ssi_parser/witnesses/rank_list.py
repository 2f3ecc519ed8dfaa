"""The list at the top of the page: "Industry SSI rank, Top 75%" and the same for the network."""

from __future__ import annotations

from collections.abc import Iterator

from ..layout import Layout
from ..reading import Sighting
from ..text import path_to, text_of


def sightings(layout: Layout) -> Iterator[Sighting]:
    for kind, entry in layout.ranks.items():
        if entry.rank:
            yield Sighting(
                f"{kind}.rank", entry.rank.value, text_of(entry.element), "rank_list", path_to(entry.element)
            )
