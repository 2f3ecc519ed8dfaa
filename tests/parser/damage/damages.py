"""What a redesign, or a hasty save, does to a good page: ten kinds, each in one or more forms."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from hashlib import md5
from random import Random

from lxml.html import HtmlElement, fromstring

from damage.decoys import DECOYS
from damage.drops import DROPS
from damage.language import Language, languages
from damage.tree import Damage, main, of_class, on_tree

KEEPS_ITS_PARENT = frozenset("main article tr td th thead tbody dt dd li path svg".split())
HOLDS_WORDS_ONLY = frozenset("p span strong b label h1 h2 h3 h4 progress".split())


@on_tree
def labels_in_another_language(rng: Random, root: HtmlElement) -> None:
    here, there = languages()[root.get("lang")], rng.choice(list(languages().values()))
    meant = dict(zip(_labels(here), _labels(there), strict=True))
    for element in main(root).iter():
        if (element.text or "").strip() in meant:
            element.text = meant[element.text.strip()]


def _labels(language: Language) -> list[str]:
    return [*language.heads, *language.pillars, *language.ranks[:2], *language.table]


@on_tree
def bar_attributes_gone(_: Random, root: HtmlElement) -> None:
    for bar in main(root).iter("progress"):
        bar.attrib.pop("value", None)


@on_tree
def bar_values_gone(_: Random, root: HtmlElement) -> None:
    for bar in main(root).iter("progress"):
        bar.attrib.pop("value", None)
        bar.text = None
        del bar[:]


@on_tree
def groups_swapped(_: Random, root: HtmlElement) -> None:
    """The two sections change places; the rank list keeps its order."""
    sections = of_class(root, "group-ssi-score")
    if len(sections) == 2:
        first, second = sections
        first.addprevious(deepcopy(second))
        second.addprevious(deepcopy(first))
        for original in sections:
            original.drop_tree()


@on_tree
def content_twice_in_main(_: Random, root: HtmlElement) -> None:
    content = main(root)
    content.extend([deepcopy(child) for child in content])


@on_tree
def main_twice(_: Random, root: HtmlElement) -> None:
    content = main(root)
    content.addnext(deepcopy(content))


@on_tree
def wrappers_added(rng: Random, root: HtmlElement) -> None:
    inner = [element for element in main(root).iterdescendants() if element.tag not in KEEPS_ITS_PARENT]
    for element in rng.sample(inner, min(len(inner), rng.randint(3, 25))):
        names = ("x-slot", "span") if element.getparent().tag in HOLDS_WORDS_ONLY else ("div", "x-card", "section-body")
        wrapper = fromstring("<i></i>")
        wrapper.tag, wrapper.tail, element.tail = rng.choice(names), element.tail, None
        element.getparent().replace(element, wrapper)
        wrapper.append(element)


@on_tree
def ids_gone(_: Random, root: HtmlElement) -> None:
    for element in root.iter():
        for name in ("id", "for"):
            element.attrib.pop(name, None)


@on_tree
def classes_hashed(rng: Random, root: HtmlElement) -> None:
    salt = str(rng.random())
    for element in root.iter():
        if names := element.get("class"):
            element.set("class", re.sub(r"\S+", lambda name: "_" + _digest(salt + name[0]), names))


def _digest(text: str) -> str:
    return md5(text.encode(), usedforsecurity=False).hexdigest()[:6]


def cut_short(rng: Random, html: str) -> str:
    return html.encode()[: rng.randrange(len(html.encode()))].decode(errors="ignore")


KINDS: dict[str, dict[str, Damage]] = {
    "labels in another language": {"": labels_in_another_language},
    "bar values gone": {"attribute only": bar_attributes_gone, "text too": bar_values_gone},
    "element dropped": DROPS,
    "groups swapped": {"": groups_swapped},
    "decoys before the content": DECOYS,
    "content doubled": {"within main": content_twice_in_main, "main twice": main_twice},
    "wrappers added": {"": wrappers_added},
    "ids gone": {"": ids_gone},
    "class names hashed": {"": classes_hashed},
    "page cut short": {"": cut_short},
}
"""In the order in which they are done to one page: what finds its place by class or id comes first."""


@dataclass(frozen=True)
class Damaged:
    """A damaged page; `done` names each damage as "kind" or "kind: form"."""

    html: str
    done: tuple[str, ...]


def damage(html: str, rng: Random) -> Damaged:
    """One damage, less often two or three together, each of which changed something."""
    done: list[str] = []
    while not done:
        wanted = rng.sample(list(KINDS), rng.choice((1, 1, 1, 2, 2, 3)))
        for kind in sorted(wanted, key=list(KINDS).index):
            form = rng.choice(list(KINDS[kind]))
            before, html = html, KINDS[kind][form](rng, html)
            if html != before:
                done.append(f"{kind}: {form}" if form else kind)
    return Damaged(html, tuple(done))
