"""Every place on the page that the witnesses know, one constant each.

The page is an Ember application, seen in this form from about 2021 to 2026; class names and ids below were read
from the live page by independent public tools unless the line says otherwise.
"""

RANK_LIST = "dl.ssi-ranks"
"""The list at the top with the rank in the industry and in the network, in this order."""

RANK_ENTRY = ".ssi-rank"
"""One entry of the rank list; where the class is gone, an entry is a group of one `dt` and one `dd`."""

RANK_LABEL = "dt"
RANK_SCORE = "dd"
"""Label ("Industry SSI rank") and rank ("Top 75%") of an entry."""

SCORE_CAPTION = ".ssi-score__value"
"""The number in every caption: total, pillars, averages. Its position among its like means nothing."""

OWN_SECTION = ".user-ssi-score, .user-ssi-score__donut-chart-caption"
"""Marks the member's own section. The first class is a guess from the names of its parts."""

GROUP_SECTION = ".group-ssi-score, .group-ssi-score__donut-chart"
"""Marks a group's section; sources disagree on whether the second stands on the figure or its caption."""

DONUT = "figure, table, .user-ssi-score__donut-chart-caption, .group-ssi-score__donut-chart"
"""A donut chart with its hidden data table and its caption: one for the member, one for each group."""

PILLAR_BAR = "progress"
PILLAR_BAR_IDS = {
    "establish-brand__sub-score-bar": "brand",
    "find-people__sub-score-bar": "people",
    "engage-with-insights__sub-score-bar": "insights",
    "build-relationships__sub-score-bar": "relationships",
}
"""The bars of the four pillars: `value` holds the raw number, `max` is 25."""

PILLAR_LABEL = ".user-ssi-score__sub-score-label-text"
"""The pillar's name on its visible line."""

PILLAR_LINE = "li"
"""A pillar's line: bar, number in `strong`, label."""

SENTENCE = "p, h1, h2, h3, h4, h5, h6, li, dd, dt, div, span, strong"
"""What may hold a sentence about a group; the tags are not known."""

EMBEDDED_JSON = "code"
"""Holds the same figures as JSON on pages of about 2021."""
