"""Whole SSI pages that nobody has seen, and what is true of them.

Layouts: `P` rank list, bars, captions and sentences; `T` the data tables behind the donuts; `J` JSON in a code
element, `j` the same with an empty list of groups.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from damage import figures as numbers
from damage import furniture
from damage.figures import PILLARS, Figures, Peers, Truth, rounded
from damage.language import Language, languages
from damage.sections import Sections

SSI = "https://www.linkedin.com/sales/ssi"
LAYOUTS = ("P", "P", "P", "PT", "PT", "PT", "PT", "T", "J", "j", "PTJ", "PJ", "PTj")


@dataclass(frozen=True)
class Page:
    """A page, every figure that it shows, and the address at which it was open.

    `needs_words` are the figures that only somebody who knows the language's words can tell; `by_order_only` those
    that only the order of the groups' sections gives to one group rather than the other; `grain` is the precision
    to which the coarsest place on the page gives the member's own pillars.
    """

    html: str
    truth: Truth
    url: str | None
    layout: str
    language: str
    needs_words: frozenset[str]
    by_order_only: frozenset[str]
    grain: Decimal

    @property
    def in_any_language(self) -> frozenset[str]:
        """Total, pillars, averages and ranks, as far as the page tells them without a word."""
        return frozenset(
            figure
            for figure in self.truth.keys() - self.by_order_only
            if figure == "total" or figure.startswith("pillars.") or figure.endswith((".average", ".rank"))
        )


def make_page(seed: int) -> Page:
    """The page of this seed, always the same."""
    rng = Random(seed)
    language = rng.choice(list(languages().values()))
    layout = rng.choice(LAYOUTS)
    figures, sections = numbers.draw(rng), Sections(rng, language)
    main = _report(rng, layout, figures, sections)
    embedded = sections.embedded(figures, with_groups="J" in layout) if "j" in layout.lower() else ""
    body = furniture.code(rng) + embedded + furniture.before(rng) + main + furniture.after(rng)
    title = sections.markup.text(language.heads[0])
    html = (
        f'<!DOCTYPE html><html lang="{language.code}"><head><meta charset="utf-8">'
        f"<title>{title} | LinkedIn</title></head><body>{body}</body></html>"
    )
    step = sections.style.table_step if "T" in layout else "0.001"
    return Page(
        html=html,
        truth=_truth(figures, layout),
        url=rng.choice((SSI, SSI, SSI, None)),
        layout=layout,
        language=language.code,
        needs_words=_needs_words(figures, language, layout),
        by_order_only=_by_order_only(figures, language, layout),
        grain=Decimal(step),
    )


def _report(rng: Random, layout: str, figures: Figures, sections: Sections) -> str:
    tag, language = sections.markup.tag, sections.language
    if layout in ("J", "j"):
        content = sections.heading(language.heads[0], "h1") + sections.heading(language.heads[2])
    elif layout == "T":
        content = "".join(
            sections.markup.view("div", sections.markup.wrapped(table), "chart") for table in _tables(figures, sections)
        )
    else:
        content = _rendered(rng, "T" in layout, figures, sections)
    return tag("main", content, {"id": "content-main"})


def _tables(figures: Figures, sections: Sections) -> list[str]:
    own = [rounded(points, sections.style.table_step) for points in figures.pillars]
    groups = [sections.table(peers.pillars, peers.average) for peers in (figures.industry, figures.network)]
    return [sections.table(own, figures.total), *groups]


def _rendered(rng: Random, with_tables: bool, figures: Figures, sections: Sections) -> str:
    language, tag = sections.language, sections.markup.tag
    parts = [
        sections.group(head, average, peers, with_tables)
        for head, average, peers in zip(
            language.heads[3:], language.averages, (figures.industry, figures.network), strict=True
        )
    ]
    parts.insert(rng.choice((0, 0, 0, 0, 1, 2)), sections.own(figures, with_tables))
    head = tag("section", sections.heading(language.heads[0], "h1") + sections.ranks(figures))
    return sections.markup.wrapped(tag("article", head + "".join(parts)))


def _truth(figures: Figures, layout: str) -> Truth:
    truth: Truth = {"total": figures.total, "score": rounded(figures.sum, "0.001")}
    truth |= {f"pillars.{key}": rounded(points, "0.001") for key, points in zip(PILLARS, figures.pillars, strict=True)}
    if layout != "j":
        for kind, peers in (("industry", figures.industry), ("network", figures.network)):
            truth |= {f"{kind}.{part}": value for part, value in _group_truth(kind, peers, layout)}
    return truth


def _group_truth(kind: str, peers: Peers, layout: str) -> list[tuple[str, Decimal | int | str]]:
    shown: dict[str, Decimal | int | str | None] = {"average": peers.average}
    if "P" in layout or "J" in layout:
        shown |= {"rank": peers.rank, "name": peers.name if kind == "industry" else None}
    if "P" in layout:
        shown["rank_change"] = peers.rank_change
    if "J" in layout:
        shown["size"] = peers.size
    if "T" in layout or "J" in layout:
        shown |= {f"pillars.{key}": points for key, points in zip(PILLARS, peers.pillars, strict=True)}
    return [(part, value) for part, value in shown.items() if value is not None]


def _needs_words(figures: Figures, language: Language, layout: str) -> frozenset[str]:
    needs = set() if "name" in language.evidenced or "J" in layout else {"industry.name"}
    for kind, peers in (("industry", figures.industry), ("network", figures.network)):
        if peers.rank_change is not None and language.change_kind(peers.rank_change) not in language.evidenced:
            needs.add(f"{kind}.rank_change")
    return frozenset(needs)


def _by_order_only(figures: Figures, language: Language, layout: str) -> frozenset[str]:
    """The groups' figures where neither words nor JSON nor a comparison of ranks tells the groups apart."""
    ranks = [figures.industry.rank, figures.network.rank]
    if "P" not in layout or "J" in layout or "groups" in language.evidenced:
        return frozenset()
    if None in ranks:
        return frozenset() if "ranks" in language.evidenced else _of_groups(figures, layout, "rank")
    return _of_groups(figures, layout) if ranks[0] == ranks[1] else frozenset()


def _of_groups(figures: Figures, layout: str, *further: str) -> frozenset[str]:
    parts = ("average", *(f"pillars.{pillar}" for pillar in PILLARS), *further)
    shown = _truth(figures, layout).keys()
    return frozenset(f"{kind}.{part}" for kind in ("industry", "network") for part in parts) & shown
