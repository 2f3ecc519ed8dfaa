"""Numbers and text as the page writes them, in any language.

Nothing on the page exceeds 100, so a dot or comma inside a number is always the decimal sign.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

# Marks that steer the writing direction or hide between letters, and carry no meaning for a reader.
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x061C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
)
_NUMBER = re.compile(r"(?P<before>[%٪]\s?)?(?<!\d)(?P<digits>\d{1,6}(?:[.,٫]\d{1,20})?)(?!\d)(?P<after>\s?[%٪])?")


# Letters that Unicode does not take apart into a letter and an accent.
_PLAIN_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True)
class Number:
    """A number in a text; `percent` tells whether a percent sign stands beside it."""

    value: Decimal
    percent: bool
    raw: str


def clean(text: str) -> str:
    """The text with one kind of blank, one form for each letter and no invisible marks.

    >>> clean(" Top\\u00a051\\u202f% \\n of\\u200f all ")
    'Top 51 % of all'
    """
    if not text.isascii():
        # A small or raised digit is a remark beside a number, no part of it.
        text = "".join(" " if unicodedata.category(letter) == "No" else letter for letter in text)
        text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    return " ".join(text.split())


def plain(text: str) -> str:
    """The text's letters as they are compared: small, without accents, apostrophes or marks.

    >>> plain("Ż\\u200baneta O’Brien"), plain("ŁUKASIK")
    ('zanetaobrien', 'lukasik')
    """
    decomposed = text.casefold()
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", clean(text).casefold()).translate(_PLAIN_LETTERS)
    return "".join(filter(str.isalnum, decomposed))


def numbers_in(text: str) -> list[Number]:
    """Every number of a cleaned text, in order.

    >>> [str(n.value) for n in numbers_in("20,973 | 3.68 and %51")]
    ['20.973', '3.68', '51']
    >>> [n.percent for n in numbers_in("20,973 | 3.68 and %51, 8 %")]
    [False, False, True, True]
    >>> [str(n.value) for n in numbers_in("an average of ٣٤. See 1234567")]
    ['34']
    """
    found = []
    for match in _NUMBER.finditer(text):
        digits = match["digits"].replace(",", ".").replace("٫", ".")
        percent = bool(match["before"] or match["after"])
        found.append(Number(Decimal(digits), percent, match[0].strip()))
    return found


def only_number(text: str) -> Number | None:
    """The number of a text that holds exactly one, else None.

    >>> only_number("Top 9%").value, only_number("13 out of 25"), only_number("none")
    (Decimal('9'), None, None)
    """
    numbers = numbers_in(text)
    return numbers[0] if len(numbers) == 1 else None


def share_of(whole: int, text: str) -> Number | None:
    """The number that stands beside `whole` ("13.118 out of 25", "34 von 100"), or stands alone.

    >>> share_of(100, "34 out of 100").value, share_of(100, "100 ponttal 34").value
    (Decimal('34'), Decimal('34'))
    >>> share_of(25, "25 out of 25").value, share_of(100, "3 or 4 of 100")
    (Decimal('25'), None)
    """
    numbers = numbers_in(text)
    if len(numbers) == 2 and whole in [number.value for number in numbers]:
        return next((number for number in numbers if number.value != whole), numbers[0])
    return numbers[0] if len(numbers) == 1 else None


def attribute_number(text: str | None) -> Decimal | None:
    """The value of a numeric attribute (`value="13.118002"`): always a dot, never words.

    >>> attribute_number("0.29999998"), attribute_number("25"), attribute_number("n/a"), attribute_number(None)
    (Decimal('0.29999998'), Decimal('25'), None, None)
    """
    return Decimal(text) if text and re.fullmatch(r"\d{1,6}(\.\d{1,20})?", text.strip(), re.ASCII) else None


def rounded(value: Decimal, places: int) -> Decimal:
    """Rounded half up to so many decimals.

    >>> rounded(Decimal("19.7055"), 3), rounded(Decimal("30.5"), 0)
    (Decimal('19.706'), Decimal('31'))
    """
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def agree(one: Decimal, other: Decimal) -> bool:
    """Whether two values are equal at the precision of the coarser one.

    >>> agree(Decimal("13.118002"), Decimal("13.118")), agree(Decimal("30.99"), Decimal("31"))
    (True, True)
    >>> agree(Decimal("9"), Decimal("8")), agree(Decimal("2.61"), Decimal("2.62"))
    (False, False)
    """
    unit = max(_unit(one), _unit(other))
    return abs(one - other) <= unit / 2 if _unit(one) != _unit(other) else one == other


def _unit(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(min(int(value.as_tuple().exponent), 0))
