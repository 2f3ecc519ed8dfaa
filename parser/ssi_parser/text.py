"""Text out of elements, and the address of an element."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from .numbers import clean

_INLINE = frozenset(["span", "strong", "b", "em", "i", "small", "label", "time", "output", "br"])


def text_of(tag: Tag) -> str:
    """The cleaned text of an element and all that is in it."""
    return clean(tag.get_text(" "))


def blocks(tag: Tag) -> Iterator[Tag]:
    """The elements below that read as one sentence: they hold text, and nothing but inline elements."""
    inner = [child for child in tag.find_all(True, recursive=False) if isinstance(child, Tag)]
    if all(child.name in _INLINE and not child.find(_is_block) for child in inner):
        if tag.get_text(strip=True):
            yield tag
        return
    for child in inner:
        yield from blocks(child)


def path_to(tag: Tag) -> str:
    """A short path to the element, from the nearest ancestor that has an id or a class of its own.

    Positions count elements of the same name, as `:nth-of-type` does.
    """
    steps: list[str] = []
    for step in (tag, *tag.parents):
        if step.name in ("[document]", "html", "body"):
            break
        steps.insert(0, _step(step))
        if step.get("id") or len(steps) == 5:
            break
    return " > ".join(steps)


def _step(tag: Tag) -> str:
    if name := tag.get("id"):
        return f"{tag.name}#{name}"
    classes = tag.get_attribute_list("class")
    label = f"{tag.name}.{classes[0]}" if tag.get("class") else tag.name
    alike = list(tag.parent.find_all(tag.name, recursive=False)) if tag.parent else [tag]
    position = next(index for index, sibling in enumerate(alike, 1) if sibling is tag)
    return f"{label}:nth-of-type({position})" if len(alike) > 1 else label


def _is_block(tag: Tag) -> bool:
    return tag.name not in _INLINE
