"""Pages damaged as a redesign would: whatever is still reported without a doubt is true."""

from __future__ import annotations

import os
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from damage.damages import KINDS, damage
from damage.judge import Answer, ask
from damage.measure import Tally, damaged, example
from damage.pages import Page, make_page

SOAK = bool(os.environ.get("SSI_HISTORY_SOAK"))
PAGES = 10_000 if SOAK else 300

Answers = list[tuple[int, Page, tuple[str, ...], Answer]]
on_one_worker = pytest.mark.xdist_group("damaged pages")  # so that they are read once


@pytest.fixture(scope="module")
def answers() -> Answers:
    return list(damaged(range(PAGES)))


@on_one_worker
def test_no_figure_of_a_damaged_page_is_wrong_without_a_doubt(answers: Answers) -> None:
    wrong = [example(*answer) for answer in _as_examples(answers)]
    assert wrong == []


def _as_examples(answers: Answers) -> list[tuple[int, Page, Answer, tuple[str, ...]]]:
    return [(seed, page, answer, done) for seed, page, done, answer in answers if answer.wrong and not answer.doubted]


@on_one_worker
def test_most_of_a_damaged_page_is_still_read(answers: Answers) -> None:
    tally = Tally()
    for _, page, _, answer in answers:
        tally.add(page, answer)
    assert tally.share >= 0.85


@pytest.mark.parametrize(
    ("kind", "form"), [pytest.param(kind, form, id=f"{kind} {form}".strip()) for kind in KINDS for form in KINDS[kind]]
)
def test_one_damage_makes_no_figure_wrong(kind: str, form: str) -> None:
    for seed in range(100 if SOAK else 12):
        page = make_page(seed)
        answer = ask(KINDS[kind][form](Random(~seed), page.html), page)
        assert answer.doubted or not answer.wrong, example(seed, page, answer, (kind, form))


@settings(derandomize=True, deadline=None, max_examples=2_000 if SOAK else 60)
@given(seed=st.integers(0, 2**48), rng=st.randoms(use_true_random=False))
def test_damage_of_any_page_leaves_true_figures_or_a_doubt(seed: int, rng: Random) -> None:
    page = make_page(seed)
    copy = damage(page.html, rng)
    answer = ask(copy.html, page)
    assert answer.doubted or not answer.wrong, example(seed, page, answer, copy.done)
