"""Whole pages that nobody has seen: in any language, every figure that needs no word is read, and none wrongly."""

from __future__ import annotations

import os

import pytest

from damage.judge import Answer
from damage.measure import Tally, example, whole
from damage.pages import Page

PAGES = 10_000 if os.environ.get("SSI_HISTORY_SOAK") else 300

pytestmark = pytest.mark.xdist_group("unseen pages")  # on one worker, so that they are read once


@pytest.fixture(scope="module")
def answers() -> list[tuple[int, Page, Answer]]:
    return list(whole(range(PAGES)))


def test_no_figure_of_an_unseen_page_is_read_wrongly(answers: list[tuple[int, Page, Answer]]) -> None:
    assert [example(seed, page, answer) for seed, page, answer in answers if answer.wrong] == []


def test_an_unseen_page_gives_no_reason_for_doubt(answers: list[tuple[int, Page, Answer]]) -> None:
    assert [seed for seed, _, answer in answers if answer.doubted or answer.refused] == []


def test_almost_every_figure_of_an_unseen_page_is_read(answers: list[tuple[int, Page, Answer]]) -> None:
    tally = Tally()
    for _, page, answer in answers:
        tally.add(page, answer)
    assert tally.share >= 0.995


def test_names_and_changes_are_read_where_the_words_are_known(answers: list[tuple[int, Page, Answer]]) -> None:
    told = [
        (seed, figure)
        for seed, page, answer in answers
        for figure in page.truth.keys() - page.needs_words - page.by_order_only - answer.read
        if figure.endswith((".name", ".rank_change"))
    ]
    assert told == []
