"""What a page in another language still says in English."""

from __future__ import annotations

import functools
import json
import re

from bs4 import BeautifulSoup
from werkzeug.test import TestResponse

import catalogues

NAMES = {"SSI History", "LinkedIn", "linkedin.com/sales/ssi", "CSV", "JSON", "BCDF-GHJK"}
"""What is called the same everywhere."""
OWN = {
    "Zażółć <b>gęślą</b>", "Nobody Ltd, 2025", "Nobody Ltd, 2025: 44", "Firefox 9", "Script", "BBBBBBBB", "en",
    "Banking", "Financial Services", "Market Research", "Software Development", "Technology, Information and Internet",
}  # fmt: skip
"""What members and their pages say themselves."""
SPOKEN = ("title", "aria-label", "alt", "placeholder", "data-title", "data-description")
"""Attributes with words for people."""
PUT_IN = re.compile(r"%\(\w+\)s")
LONG = 12
"""Letters of a text that no other language has by chance."""


@functools.lru_cache(maxsize=1)  # The English page is compared with one translation after the other.
def read_in_english(page: str) -> set[str]:
    return read(page)


def read(page: str) -> set[str]:
    """What people read on a page, piece by piece: texts, attributes, and the words that charts are drawn with."""
    soup = BeautifulSoup(page, "lxml")
    series = soup.find(id="series")
    drawn = json.loads(series.string or "") if series else {"words": {}, "compared": {"pillars": [], "bars": []}}
    pieces = [
        *drawn["words"].values(),
        *drawn["compared"]["pillars"],
        *(bar["label"] for bar in drawn["compared"]["bars"]),
    ]
    for silent in soup.find_all(["script", "style", "code", "q", "option"]):
        if silent.name != "option" or silent.get("lang"):
            silent.decompose()
    pieces += [piece for tag in soup.find_all(True) for name in SPOKEN if (piece := tag.get(name))]
    pieces += soup.stripped_strings
    return {" ".join(str(piece).split()).strip(":.,· ") for piece in pieces if re.search(r"[^\W\d_]{2}", str(piece))}


def english_left(english: TestResponse, translated: TestResponse, language: str) -> set[str]:
    """What a page says in the words of the English one, or in a text of the catalogue, except for what is meant to."""
    assert f'lang="{language.replace("_", "-")}"' in translated.text
    pieces = read(translated.text)
    left = pieces & read_in_english(english.text) | {piece for piece in pieces if is_forgotten(piece, language)}
    return {piece.removesuffix(" · SSI History") for piece in left} - texts(language)[0] - NAMES - OWN


@functools.cache  # Most pieces stand on every page.
def is_forgotten(piece: str, language: str) -> bool:
    return texts(language)[1].fullmatch(piece) is not None


@functools.cache
def texts(language: str) -> tuple[set[str], re.Pattern[str]]:
    """The texts that are the same in this language, and what finds the others in English, whatever is put into them."""
    meant, others = set(), []
    for one in catalogues.catalogue(language):
        originals = [one.id] if isinstance(one.id, str) else one.id
        meant.update([one.string] if isinstance(one.string, str) else one.string)  # "Data" is a date in Polish.
        others += [text for text in originals if one.string != one.id and len(PUT_IN.sub("", text)) > LONG]
    others = [".{1,60}".join(map(re.escape, PUT_IN.split(text))) for text in others]
    return meant, re.compile("|".join(others))
