"""What things are called for people: figures, pillars, how a capture was started, where a figure stood."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _

from ..journal import notes
from ..languages import add_filter

PILLARS: dict[str, Any] = {
    "brand": _("Establish your professional brand"),
    "people": _("Find the right people"),
    "insights": _("Engage with insights"),
    "relationships": _("Build relationships"),
}
PILLARS_IN_SHORT: dict[str, Any] = {
    "brand": _("Brand"),
    "people": _("People"),
    "insights": _("Insights"),
    "relationships": _("Relationships"),
}
FIGURES: dict[str, Any] = {
    "page": _("The page"),
    "total": _("Total"),
    "score": _("Exact score"),
    "industry": _("Industry"),
    "network": _("Network"),
    "team": _("Team"),
    "industry.name": _("Industry"),
    "industry.average": _("Industry average"),
    "industry.rank": _("Industry rank"),
    "industry.rank_change": _("Industry rank, change since last week"),
    "industry.size": _("People in the industry"),
    "industry.pillars": _("Pillars of the industry"),
    "network.average": _("Network average"),
    "network.rank": _("Network rank"),
    "network.rank_change": _("Network rank, change since last week"),
    "network.size": _("People in the network"),
    "network.pillars": _("Pillars of the network"),
    "team.average": _("Team average"),
    "team.rank": _("Team rank"),
    "team.size": _("People in the team"),
}
TRIGGERS: dict[str, Any] = {
    "click": _("the extension’s button"),
    "shortcut": _("the keyboard shortcut"),
    "menu": _("the context menu"),
    "visit": _("a visit to the SSI page"),
    "import": _("an import"),
    "manual": _("you, by hand"),
}
WITNESSES: dict[str, Any] = {
    "caption": _("the caption"),
    "bar": _("the bar"),
    "bar_text": _("the text inside the bar"),
    "pillar_line": _("the pillar’s line"),
    "rank_list": _("the rank list"),
    "sentence": _("a sentence"),
    "table": _("the data table"),
    "remaining_points": _("the remaining points"),
    "embedded_json": _("the page’s own data"),
}


def figure_label(name: str) -> str:
    """A figure's name for people; a name nobody has words for comes back as it is.

    >>> figure_label("pillars.brand"), figure_label("industry.pillars.people"), figure_label("shoe_size")
    ('Establish your professional brand', 'Industry: Find the right people', 'shoe_size')
    """
    group, _dot, pillar = name.rpartition("pillars.")
    if pillar in PILLARS and name != pillar:
        owner = FIGURES.get(group.rstrip("."))
        return f"{owner}: {PILLARS[pillar]}" if owner else str(PILLARS[pillar])
    return str(FIGURES.get(name, name))


def pillar_label(pillar: str | None) -> str:
    """A pillar in one word; None is all of it.

    >>> pillar_label("insights"), pillar_label(None)
    ('Insights', 'All of it')
    """
    return str(PILLARS_IN_SHORT[pillar] if pillar else _("All of it"))


def trigger_label(trigger: str) -> str:
    """How a capture was started; a trigger that nobody has words for comes back as it is.

    >>> trigger_label("menu"), trigger_label("telegraph")
    ('the context menu', 'telegraph')
    """
    return str(TRIGGERS.get(trigger, trigger))


def witness_label(witness: str) -> str:
    """The kind of place on the page where a figure stood; one that nobody has words for comes back as it is.

    >>> witness_label("rank_list"), witness_label("hearsay")
    ('the rank list', 'hearsay')
    """
    return str(WITNESSES.get(witness, witness))


def register(app: Flask) -> None:
    """Make these names template filters."""
    for label in (figure_label, pillar_label, trigger_label, witness_label):
        add_filter(app, label)
    add_filter(app, notes.words, "note_words")
