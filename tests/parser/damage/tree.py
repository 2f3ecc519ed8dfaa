"""Damage is done to the page's tree; here it becomes one, is searched, and is written out again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from random import Random

from lxml.html import HtmlElement, document_fromstring, tostring

Damage = Callable[[Random, str], str]
"""A page's HTML to the damaged one; the same HTML where the page has nothing of the kind."""


def on_tree(damage: Callable[[Random, HtmlElement], None]) -> Damage:
    """A damage to the tree as a damage to the text."""

    @wraps(damage)
    def on_text(rng: Random, html: str) -> str:
        root = document_fromstring(html)
        before = written(root)
        damage(rng, root)
        after = written(root)
        return html if after == before else after

    return on_text


def written(root: HtmlElement) -> str:
    return str(tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"))


def of_class(root: HtmlElement, name: str) -> list[HtmlElement]:
    found: list[HtmlElement] = root.find_class(name)
    return found


def main(root: HtmlElement) -> HtmlElement:
    return next(root.iter("main"))
