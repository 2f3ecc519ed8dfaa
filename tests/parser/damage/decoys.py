"""Numbers that are nobody's score stand before the content, within the main content or outside it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from lxml.html import HtmlElement, fromstring

from damage.tree import Damage, main, on_tree


def _decoy(write: Callable[[Random], str], inside: bool) -> Damage:
    @on_tree
    def add(rng: Random, root: HtmlElement) -> None:
        content = main(root)
        while inside and len(content) == 1 and rng.random() < 0.7:
            content = content[0]
        decoy = fromstring(write(rng))
        if inside:
            content.insert(0, decoy)
        else:
            content.addprevious(decoy)

    return add


def _score(rng: Random) -> str:
    number = f'<span class="ssi-score__value block mb-3 t-black t-light">{rng.randint(0, 100)}</span>'
    return f"<div><p>Leaders reach</p><figure><figcaption><p>{number} out of 100</p></figcaption></figure></div>"


def _figure(rng: Random) -> str:
    return f'<section class="promo"><h2>{rng.randint(2, 100)}</h2><p>{rng.randint(1, 25)} new leads</p></section>'


def _progress(rng: Random) -> str:
    maximum = rng.choice((25, 100))
    value = rng.randint(0, maximum)
    return f'<div>Your profile<progress value="{value}" max="{maximum}">{value} out of {maximum}</progress></div>'


def _table(rng: Random) -> str:
    rows = "".join(f"<tr><th>{name}</th><td>{rng.randint(0, 25)}</td></tr>" for name in ("Posts", "Views", "Visits"))
    return f"<div><table><tr><th>Category</th><th>value</th></tr>{rows}</table></div>"


def _table_of_five(rng: Random) -> str:
    rows = "".join(f"<tr><th>Day {day}</th><td>{rng.randint(0, 25)}</td></tr>" for day in range(1, 6))
    return f"<div><table><tr><th>Day</th><th>Visits</th></tr>{rows}</table></div>"


def _top(rng: Random) -> str:
    return f"<div><p>You rank in the <strong>top {rng.randint(1, 100)}%</strong> of users</p></div>"


WRITERS = {
    "score": _score,
    "figure": _figure,
    "progress": _progress,
    "table": _table,
    "table of five": _table_of_five,
    "top n %": _top,
}
DECOYS: dict[str, Damage] = {
    f"{name} {place}": _decoy(write, place == "inside")
    for name, write in WRITERS.items()
    for place in ("inside", "outside")
}
