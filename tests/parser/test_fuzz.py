"""Whatever arrives: a reading or a refusal, in bounded time, and the stored page gives the same."""

from __future__ import annotations

import os
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from mutations import mutated
from parser_pages import SSI
from ssi_parser import errors, parse_page, scrub_page
from ssi_parser.saved import saved_page

SOAK = bool(os.environ.get("SSI_HISTORY_SOAK"))
LONGEST_SECONDS = 2


def outcome(html: str | bytes) -> dict[str, object] | str:
    """The reading, or the refusal's code."""
    try:
        return parse_page(html, SSI).to_dict()
    except errors.Refusal as refusal:
        return refusal.code


@settings(derandomize=True, deadline=None, max_examples=50_000 if SOAK else 300)
@given(html=mutated() | st.binary(max_size=3000) | st.text(max_size=3000))
def test_every_input_ends_in_a_reading_or_a_refusal(html: str | bytes) -> None:
    start = time.process_time()
    outcome(html)
    assert time.process_time() - start < LONGEST_SECONDS


@settings(derandomize=True, deadline=None, max_examples=5_000 if SOAK else 200)
@given(html=mutated())
def test_the_stored_page_gives_the_same_reading(html: str) -> None:
    found = outcome(html)
    if isinstance(found, dict):
        scrubbed = scrub_page(html)
        assert outcome(scrubbed) == found
        assert scrub_page(scrubbed) == scrubbed


@settings(derandomize=True, deadline=None, max_examples=5_000 if SOAK else 200)
@given(data=st.binary(max_size=2000) | mutated().map(lambda html: html.encode("utf-8", "surrogatepass")))
def test_every_saved_file_gives_a_page_or_a_refusal(data: bytes) -> None:
    try:
        saved_page(data)
    except errors.Refusal:
        return
