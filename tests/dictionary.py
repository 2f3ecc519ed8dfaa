"""The dictionary that stored pages are compressed with: what it is learned from, and how.

`make dictionary` makes it anew: when the reader keeps more of a page than before, or when LinkedIn has redesigned it.
Pages that are compressed with an earlier one keep theirs, which lies in the database beside them.

All that it is learned from is made up, or a fixture: nothing of it is anybody's.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from zstandard import ZstdCompressionDict, train_dictionary

from damage.pages import make_page
from ssi_parser import scrub_page
from ssi_server import sample

ROOT = Path(__file__).parents[1]
FILE = ROOT / "server" / "ssi_server" / "captures" / "page.zdict"
SIZE = 32 * 1024
"""Bytes: it lies once in every database, and a bigger one saves less than itself in a year of captures."""

PAGES = 600
"""Made-up pages, in all the languages that there are words for; the tests' own unseen pages have other seeds."""
_SEGMENT, _WORD = 2000, 8
_FIXTURES_WEIGH = 4


def learned() -> ZstdCompressionDict:
    """The dictionary, made anew."""
    samples = [page.encode() for page in scrubbed_pages()]
    return train_dictionary(SIZE, samples, k=_SEGMENT, d=_WORD)


def scrubbed_pages() -> Iterator[str]:
    """What it is learned from, in the form in which pages are stored."""
    for file in sorted((ROOT / "fixtures").glob("*/page.html")) * _FIXTURES_WEIGH:
        yield scrub_page(file.read_bytes())
    for request in islice(sample.captures(random.Random(1)), 0, None, 6):
        yield scrub_page(request.html)
    for seed in range(PAGES):
        yield scrub_page(make_page(seed).html)


if __name__ == "__main__":
    FILE.write_bytes(learned().as_bytes())
