"""The numbers of a made-up page, and the truth that a reading of it is held against."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

PILLARS = ("brand", "people", "insights", "relationships")
Truth = dict[str, Decimal | int | str]

INDUSTRIES = (
    "Software Development", "Technology, Information and Internet", "IT Services & IT Consulting", "3D Printing",
    "Atividades de consultoria em gestão empresarial", "Computer & Network Security", "Industry Associations",
    "Services for the Elderly, 24/7 Care", "Möbel & Einrichtung", "Pétrole, gaz et énergie", "金融サービス",
    "Wireless Services", "5G Networks & Industry 4.0", "Food & Beverage Services", "Retail, Top 100 Companies",
)  # fmt: skip

# Raw pillars, ranks and averages as they were shown in public; None where the capture did not show it.
SEEN: tuple[tuple[tuple[str, ...], tuple[int | None, int | None], tuple[int | None, int | None]], ...] = (
    (("13.118002", "3.68", "0.29999998", "2.6077502"), (75, 81), (31, 33)),
    (("19.125", "13.018", "3.7", "25"), (2, 8), (None, None)),
    (("20.998", "6.4", "10.25", "15"), (9, 11), (34, 36)),
    (("8.75", "9.25", "3.7", "19.363"), (29, 29), (None, None)),
    (("8.750002", "8.1875", "10.65", "21.400002"), (6, 11), (None, None)),
    (("12.05", "4.76", "1", "15"), (37, None), (29, 36)),
)


@dataclass(frozen=True)
class Peers:
    """A group's figures; `rank` and `rank_change` None where the page is to show none."""

    name: str
    pillars: tuple[Decimal, ...]
    rank: int | None
    rank_change: int | None
    size: int

    @property
    def average(self) -> int:
        return whole(sum(self.pillars, Decimal()))


@dataclass(frozen=True)
class Figures:
    """One member's figures: `raw` as the bars carry them, with the noise of 32-bit floats."""

    raw: tuple[str, ...]
    industry: Peers
    network: Peers

    @property
    def pillars(self) -> tuple[Decimal, ...]:
        return tuple(map(Decimal, self.raw))

    @property
    def sum(self) -> Decimal:
        return sum(self.pillars, Decimal())

    @property
    def total(self) -> int:
        return whole(self.sum)


def rounded(number: Decimal, step: str) -> Decimal:
    """Half up, as the page rounds.

    >>> rounded(Decimal("8.1875"), "0.001")
    Decimal('8.188')
    """
    return number.quantize(Decimal(step), ROUND_HALF_UP)


def whole(number: Decimal) -> int:
    return int(rounded(number, "1"))


def draw(rng: Random) -> Figures:
    """Figures of one member: every third time as seen in public, else anything that obeys the page's invariants."""
    ranks: tuple[int | None, int | None]
    averages: tuple[int | None, int | None]
    if rng.random() < 0.3:
        raw, ranks, averages = rng.choice(SEEN)
    else:
        top = rng.choice((25, 25, 25, 12, 2))
        raw, averages = tuple(_raw(rng, top) for _ in PILLARS), (None, None)
        ranks = _ranks(rng)
    industry, network = (
        Peers(rng.choice(INDUSTRIES), _peer_pillars(rng, average), rank, _change(rng), rng.randint(20, 90_000))
        for average, rank in zip(averages, ranks, strict=True)
    )
    if rng.random() < 0.08:
        industry, network = _with_equal_numbers(rng, industry, network)
    return Figures(raw, industry, network)


def _with_equal_numbers(rng: Random, industry: Peers, network: Peers) -> tuple[Peers, Peers]:
    """A group's rank is the number that is also an average, its own or the other group's."""
    average = max(rng.choice((industry, network)).average, 1)
    if rng.random() < 0.5:
        return replace(industry, rank=average), network
    return industry, replace(network, rank=average)


def _raw(rng: Random, top: int) -> str:
    if rng.random() < 0.08:
        return rng.choice(("0", str(top)))
    points = round(rng.uniform(0.02, top - 0.02), rng.choice((0, 1, 2, 3, 3, 4)))
    noise = rng.choice((0, 0, 0, 2e-6, -2e-6)) if 0.01 < points < top else 0
    return f"{points + noise:.8g}"


def _ranks(rng: Random) -> tuple[int | None, int | None]:
    industry, network = rng.randint(1, 100), rng.randint(1, 100)
    kind = rng.random()
    if kind < 0.10:
        return industry, industry
    if kind < 0.13:
        return industry, None
    return (None, network) if kind < 0.16 else (industry, network)


def _change(rng: Random) -> int | None:
    return rng.choice((None, 0, 0, 0, 1, 1, 2, 4, 11, -1, -2, -6))


def _peer_pillars(rng: Random, average: int | None) -> tuple[Decimal, ...]:
    """Two decimals each, their sum rounding to `average`, or to anything where that is None."""
    while True:
        aim = (average or rng.randint(4, 75)) + rng.uniform(-0.45, 0.45)
        weights = [rng.uniform(0.5, 2) for _ in PILLARS]
        pillars = tuple(rounded(Decimal(aim * weight / sum(weights)), "0.01") for weight in weights)
        if max(pillars) <= 25 and average in (None, whole(sum(pillars, Decimal()))):
            return pillars
