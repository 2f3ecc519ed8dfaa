"""How much of unseen pages is read, whole and damaged, and how much of it wrongly.

Run as `PYTHONPATH=parser:tests/parser python -m damage.measure [PAGES] [SEED]`.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random

from damage.damages import Damaged, damage
from damage.judge import Answer, ask
from damage.pages import Page, make_page


@dataclass
class Tally:
    """Counts over many pages; the figures are those that need no word of the page's language."""

    pages: int = 0
    shown: int = 0
    read: int = 0
    refused: int = 0
    doubted: int = 0
    wrong: int = 0
    wrong_with_doubt: int = 0

    def add(self, page: Page, answer: Answer) -> None:
        wanted = page.in_any_language
        self.pages += 1
        self.shown += len(wanted)
        self.read += len(wanted & answer.read)
        self.refused += answer.refused is not None
        self.doubted += answer.doubted
        self.wrong += 0 if answer.doubted else len(answer.wrong)
        self.wrong_with_doubt += len(answer.wrong) if answer.doubted else 0

    @property
    def share(self) -> float:
        """Of the figures that the whole page showed, those that were read; 0 to 1."""
        return self.read / self.shown if self.shown else 1.0


@dataclass
class Extras:
    """The figures beyond those: read and shown, by whether a word must be known for them."""

    shown: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)

    def add(self, page: Page, answer: Answer) -> None:
        for figure in page.truth.keys() - page.in_any_language:
            group, _, part = figure.rpartition(".")
            kind = "group pillars" if group.endswith("pillars") else part
            kind += " (words not known)" if figure in page.needs_words else ""
            kind += " (told by order only)" if figure in page.by_order_only else ""
            self.shown[kind] += 1
            self.read[kind] += figure in answer.read


def damaged_copy(page: Page, seed: int) -> Damaged:
    """What damage makes of the page of this seed, always the same."""
    return damage(page.html, Random(seed + 1_000_000))


def whole(seeds: Iterable[int]) -> Iterator[tuple[int, Page, Answer]]:
    for seed in seeds:
        page = make_page(seed)
        yield seed, page, ask(page.html, page)


def damaged(seeds: Iterable[int]) -> Iterator[tuple[int, Page, tuple[str, ...], Answer]]:
    for seed in seeds:
        page = make_page(seed)
        copy = damaged_copy(page, seed)
        try:
            yield seed, page, copy.done, ask(copy.html, page)
        except Exception as error:
            error.add_note(f"the page of seed {seed}, {page.layout}, {page.language}: {' + '.join(copy.done)}")
            raise


def example(seed: int, page: Page, answer: Answer, done: tuple[str, ...] = ()) -> str:
    """What was wrong about the page of this seed, on a line."""
    wrong = ", ".join(f"{figure} read {read}, is {true}" for figure, (read, true) in answer.wrong.items())
    return f"  seed {seed} ({page.layout}, {page.language}){' ' + ' + '.join(done) if done else ''}: {wrong}"


def _report_whole(seeds: range) -> None:
    tally, extras, examples = Tally(), Extras(), []
    for seed, page, answer in whole(seeds):
        tally.add(page, answer)
        extras.add(page, answer)
        if answer.wrong:
            examples.append(example(seed, page, answer))
    _line(f"whole pages: {tally.pages}, {tally.share:.2%} of total, pillars, averages and ranks read")
    _line(f"  wrong {tally.wrong}, with a doubt {tally.wrong_with_doubt}")
    _line(f"  refused {tally.refused}, doubted {tally.doubted}")
    for kind, shown in sorted(extras.shown.items()):
        _line(f"  {kind}: {extras.read[kind] / shown:.1%} of {shown}")
    _lines(examples)


def _report_damaged(seeds: range) -> None:
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    examples = []
    for seed, page, done, answer in damaged(seeds):
        for kind in ("all damage", " + ".join(done) if len(done) == 1 else f"{len(done)} at once"):
            tallies[kind].add(page, answer)
        if answer.wrong and not answer.doubted:
            examples.append(example(seed, page, answer, done))
    _line(f"{'damage':<46}{'pages':>7}{'read':>8}{'wrong':>7}{'w/ doubt':>10}{'refused':>9}{'doubted':>9}")
    for kind, tally in sorted(tallies.items()):
        counts = f"{tally.wrong:>7}{tally.wrong_with_doubt:>10}{tally.refused:>9}{tally.doubted:>9}"
        _line(f"{kind:<46}{tally.pages:>7}{tally.share:>8.1%}{counts}")
    _lines(examples)


def _lines(examples: list[str]) -> None:
    for line in examples[:25]:
        _line(line)


def _line(text: str) -> None:
    sys.stdout.write(text + "\n")


def main(pages: int = 1_000, seed: int = 0) -> None:
    started = time.perf_counter()
    _report_whole(range(seed, seed + pages))
    _report_damaged(range(seed, seed + pages))
    _line(f"{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
