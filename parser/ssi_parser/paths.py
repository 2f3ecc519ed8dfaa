"""The address of an element on its page."""

from __future__ import annotations

from bs4 import Tag


def path_to(tag: Tag) -> str:
    """A short path to the element, from the nearest ancestor with an id, at most five steps.

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
    label = f"{tag.name}.{tag.get_attribute_list('class')[0]}" if tag.get("class") else tag.name
    alike = list(tag.parent.find_all(tag.name, recursive=False)) if tag.parent else [tag]
    position = next(index for index, sibling in enumerate(alike, 1) if sibling is tag)
    return f"{label}:nth-of-type({position})" if len(alike) > 1 else label
