"""Holds a reading against the truth of the page it was made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from damage.figures import PILLARS
from damage.pages import Page
from ssi_parser import Reading, errors, parse_page

Wrong = dict[str, tuple[object, object]]
"""Figure: what was read, what is true; None where the page never showed the figure."""

FIGURES = (
    "total",
    "score",
    *(f"pillars.{pillar}" for pillar in PILLARS),
    *(
        f"{group}.{part}"
        for group in ("industry", "network", "team")
        for part in ("name", "average", "rank", "rank_change", "size", *(f"pillars.{pillar}" for pillar in PILLARS))
    ),
)


@dataclass(frozen=True)
class Answer:
    """What became of each figure: `read` rightly, or `wrong`; `doubted` for a suspect reading, `refused` by class."""

    read: frozenset[str] = frozenset()
    wrong: Wrong = field(default_factory=dict)
    doubted: bool = False
    refused: str | None = None


def ask(html: str, page: Page) -> Answer:
    """What the reader says about `html`, a whole or damaged copy of `page`."""
    try:
        reading = parse_page(html, page.url)
    except errors.Refusal as refusal:
        return Answer(refused=type(refusal).__name__)
    reported = {figure: value for figure in FIGURES if (value := reading.figure(figure)) is not None}
    wrong: Wrong = {
        figure: (value, page.truth.get(figure))
        for figure, value in reported.items()
        if not _is_true(figure, value, page)
    }
    return Answer(frozenset(reported.keys() - wrong.keys()), wrong, _is_doubted(reading))


def _is_doubted(reading: Reading) -> bool:
    return reading.verdict != "consistent"


def _is_true(figure: str, value: object, page: Page) -> bool:
    truth = page.truth.get(figure)
    if not isinstance(truth, Decimal) or not isinstance(value, Decimal | int):
        return value == truth
    return abs(value - truth) <= _tolerance(figure, page.grain)


def _tolerance(figure: str, grain: Decimal) -> Decimal:
    """Half a step of the coarsest place for a pillar, and four times that for their sum."""
    half = grain * Decimal("0.6")
    if figure == "score":
        return 4 * half
    return half if figure.startswith("pillars.") else Decimal("0.001")
