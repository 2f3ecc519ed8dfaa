"""One element of the page is gone."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from lxml.html import HtmlElement

from damage.tree import Damage, main, of_class, on_tree


def _drop(candidates: Callable[[HtmlElement], list[HtmlElement]]) -> Damage:
    @on_tree
    def drop(rng: Random, root: HtmlElement) -> None:
        if found := candidates(root):
            rng.choice(found).drop_tree()

    return drop


def _all(tag: str) -> Callable[[HtmlElement], list[HtmlElement]]:
    return lambda root: list(main(root).iter(tag))


def _sentences(root: HtmlElement) -> list[HtmlElement]:
    sections = of_class(root, "group-ssi-score")
    return [sentence for section in sections for sentence in section.find(".//figure").itersiblings()]


DROPS: dict[str, Damage] = {
    "caption": _drop(_all("figcaption")),
    "bar": _drop(_all("progress")),
    "pillar line": _drop(_all("li")),
    "rank entry": _drop(lambda root: of_class(root, "ssi-rank")),
    "rank list": _drop(lambda root: of_class(root, "ssi-ranks")),
    "sentence": _drop(_sentences),
    "table": _drop(_all("table")),
    "table row": _drop(_all("tr")),
    "section": _drop(_all("section")),
    "own donut": _drop(lambda root: of_class(root, "user-ssi-score__donut-chart")),
}
