"""Pages with figures drawn by lot, and the rows that must be kept of them: known from the drawing, not from a reader.

Points are integer thousandths, as the database keeps them.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from e2e.ssi_page import heavy

PILLARS = {
    "establish-brand": "Establish your professional brand",
    "find-people": "Find the right people",
    "engage-with-insights": "Engage with insights",
    "build-relationships": "Build relationships",
}
INDUSTRIES = ("Software Development", "Banking", "Technology, Information and Internet")
WEIGHT = 60_000
"""Bytes of a page: a good part of a real one's, so that a server is killed in every part of its work."""

Points = tuple[int, int, int, int]


@dataclass(frozen=True)
class Peers:
    """What a page says of a group; the average is the rounded sum of its pillars."""

    name: str | None
    rank: int
    rank_change: int
    pillars: Points

    @property
    def average(self) -> int:
        return rounded(self.pillars)

    @property
    def row(self) -> tuple[object, ...]:
        return self.name, self.average, self.rank, self.rank_change, *self.pillars


@dataclass(frozen=True)
class Figures:
    """What a page says of its member."""

    own: Points
    industry: Peers
    network: Peers

    @property
    def total(self) -> int:
        return rounded(self.own)

    @property
    def rows(self) -> dict[str, tuple[object, ...]]:
        """What must be kept: the member's own, then a row for each group."""
        own = ("read", "consistent", self.total, sum(self.own), *self.own, "en")
        return {"own": own, "industry": self.industry.row, "network": self.network.row}

    def page(self, account: str) -> str:
        """The SSI page that shows them, open in this LinkedIn account."""
        groups = group("industry", self.industry) + group("network", self.network)
        ranks = rank("Industry", self.industry) + rank("Network", self.network)
        main = f'<article><section><h1>Your Social Selling Index</h1><dl class="ssi-ranks">{ranks}</dl></section>'
        return heavy(
            '<!DOCTYPE html><html lang="en"><head><title>Social Selling Index | LinkedIn</title></head><body>'
            f'<nav><a class="global-nav__me" href="/in/{account}/">Me</a></nav>'
            f'<main id="content-main">{main}{own(self.own, self.total)}{groups}</article></main></body></html>',
            WEIGHT,
        )


def figures(dice: random.Random) -> Figures:
    """Any that a page may show: own pillars to the thousandth, those of groups to the hundredth."""
    return Figures(
        tuple(dice.randint(0, 25_000) for _ in PILLARS),
        peers(dice, dice.choice(INDUSTRIES)),
        peers(dice, None),
    )


def peers(dice: random.Random, name: str | None) -> Peers:
    pillars = tuple(dice.randint(0, 2_500) * 10 for _ in PILLARS)
    return Peers(name, dice.randint(1, 100), dice.randint(-3, 3), pillars)


def rounded(points: Points) -> int:
    """Their sum in whole points, half up."""
    return (sum(points) + 500) // 1000


def shown(thousandths: int) -> str:
    """Points as the page writes them: without trailing zeros."""
    return f"{thousandths / 1000:g}"


def rank(name: str, those: Peers) -> str:
    return (
        f'<div class="ssi-rank"><dt class="ssi-rank__category-name">{name} SSI rank</dt>'
        '<dd class="ssi-rank__category-score"><span>Top '
        f'<span class="mh1 t-black t-40">{those.rank}</span>%</span></dd></div>'
    )


def own(points: Points, total: int) -> str:
    bars = "".join(map(bar, PILLARS, PILLARS.values(), points))
    return (
        '<section class="user-ssi-score"><h2>Current Social Selling Index</h2><figure>'
        f'{table(points, total)}<figcaption class="user-ssi-score__donut-chart-caption">{caption(total)} out of 100'
        f'</figcaption></figure><section><h3>Four components of your score</h3><ul class="list-style-none">{bars}</ul>'
        "</section></section>"
    )


def bar(name: str, label: str, points: int) -> str:
    return (
        f'<li class="flex flex-column"><progress id="{name}__sub-score-bar" value="{shown(points)}" max="25">'
        f'{shown(points)} out of 25</progress><label for="{name}__sub-score-bar">'
        f"<strong>{caption(shown(points))}</strong> | "
        f'<span class="user-ssi-score__sub-score-label-text">{label}</span></label></li>'
    )


def group(kind: str, those: Peers) -> str:
    who = f"Sales professionals in the {those.name} industry" if those.name else "People in your network"
    direction = "Up" if those.rank_change > 0 else "Down"
    change = f"{direction} {abs(those.rank_change)}%" if those.rank_change else "No change"
    return (
        f'<section class="group-ssi-score"><h4>People in your {kind}</h4><figure>'
        f"{table(those.pillars, those.average)}"
        f'<figcaption class="group-ssi-score__donut-chart">{caption(those.average)} out of 100</figcaption></figure>'
        f"<p>{who} have an <strong>average SSI of {those.average}.</strong></p>"
        f"<p>You rank in the <strong>top {those.rank}%</strong></p>"
        f"<p><strong>{change}</strong> since last week</p></section>"
    )


def table(points: Points, total: int) -> str:
    rows = "".join(
        f"<tr><th>{label}</th><td>{shown(each)}</td></tr>" for label, each in zip(PILLARS.values(), points, strict=True)
    )
    remaining = f"<tr><th>Remaining points</th><td>{100 - total}</td></tr>"
    return f"<table><tr><th>Category</th><th>value</th></tr>{rows}{remaining}</table>"


def caption(number: int | str) -> str:
    return f'<span class="ssi-score__value block mb-3 t-black t-light">{number}</span>'
