"""Every name on the page that the reader knows, one constant each.

The page is an Ember application, seen in this form from about 2021 to 2026; class names and ids below were read from
the live page by independent public tools unless the line says otherwise. None of them is needed while the page keeps
its shape: they confirm what the layout shows.
"""

RANK_LIST = "ssi-ranks"
"""Class of the list (`dl`) at the top with the rank in the industry and in the network, in this order."""

RANK_LABEL = "ssi-rank__category-name"
RANK_SCORE = "ssi-rank__category-score"
"""Classes of label (`dt`, "Industry SSI rank") and rank (`dd`, "Top 75%") in the rank list."""

SCORE_CAPTION = "ssi-score__value"
"""Class of the number in every caption: total, pillars, averages. Its position among its like means nothing."""

OWN_SECTION = ("user-ssi-score", "user-ssi-score__donut-chart-caption")
"""Classes that mark the member's own section. The first is inferred from the names of its parts."""

GROUP_SECTION = ("group-ssi-score", "group-ssi-score__donut-chart")
"""Classes of a group's section and its donut; sources disagree on whether the latter is the figure or its caption."""

PILLAR_BARS = {
    "establish-brand__sub-score-bar": "brand",
    "find-people__sub-score-bar": "people",
    "engage-with-insights__sub-score-bar": "insights",
    "build-relationships__sub-score-bar": "relationships",
}
"""Ids of the bars (`progress`) of the four pillars: `value` holds the raw number, `max` is 25."""

PILLAR_LABEL = "user-ssi-score__sub-score-label-text"
"""Class of the pillar's name on its visible line (`li`), beside the number in `strong`."""
