"""How a page writes words and numbers in one language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

WESTERN = "0123456789"
ARABIC_SCRIPT = ("ar", "fa", "he")
MARKS = ("\u200f", "\u200e")


@dataclass(frozen=True)
class Language:
    """One entry of languages.toml, whose first lines say what its keys mean."""

    code: str
    decimal: str
    percent: list[str]
    out_of: str
    heads: list[str]
    pillars: list[str]
    ranks: list[str]
    averages: list[str]
    standing: str
    change: list[str]
    table: list[str]
    digits: str = WESTERN
    evidenced: list[str] = field(default_factory=list)

    def change_kind(self, change: int) -> str:
        return ("unchanged", "up", "down")[_sign(change)]

    def change_sentence(self, change: int) -> str:
        return self.change[_sign(change)]


def _sign(change: int) -> int:
    return 0 if change == 0 else 1 if change > 0 else 2


@cache
def languages() -> dict[str, Language]:
    entries = tomllib.loads((Path(__file__).parent / "languages.toml").read_text("utf-8"))
    return {code: Language(code, **entry) for code, entry in entries.items()}


@dataclass(frozen=True)
class Numerals:
    """One page's way of writing numbers in its visible text."""

    decimal: str
    percent: str
    digits: str
    mark: str

    def number(self, value: Decimal | int) -> str:
        """
        >>> Numerals(",", "{n} %", WESTERN, "").number(Decimal("10.250"))
        '10,25'
        """
        plain = plain_number(value).replace(".", self.decimal)
        return self.mark + plain.translate(str.maketrans(WESTERN, self.digits)) + self.mark

    def percentage(self, number: str) -> str:
        return self.percent.replace("{n}", number)


def numerals(rng: Random, language: Language) -> Numerals:
    own_script = language.digits != WESTERN and rng.random() < 0.5
    decimal = language.decimal if own_script or language.decimal != "٫" else "."
    mark = rng.choice(("", "", *MARKS)) if language.code in ARABIC_SCRIPT else ""
    return Numerals(decimal, rng.choice(language.percent), language.digits if own_script else WESTERN, mark)


def plain_number(value: Decimal | int) -> str:
    """With a dot and without trailing zeros, as in an attribute."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
