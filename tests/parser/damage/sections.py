"""The parts of the page that hold figures: rank list, own score, a group's section, data table, embedded JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from damage.figures import Figures, Peers, rounded
from damage.language import Language, Numerals, numerals, plain_number
from damage.markup import Markup

BARS = ("establish-brand", "find-people", "engage-with-insights", "build-relationships")
JSON_PILLARS = ("PROFESSIONAL_BRAND", "FIND_RIGHT_PEOPLE", "INSIGHT_ENGAGEMENT", "STRONG_RELATIONSHIP")
SCORE = "ssi-score__value block mb-3 t-black t-light"
RANK = "ssi-rank ssi-report__container group-scores-count--2 container-plain flex flex-1"


@dataclass(frozen=True)
class Style:
    """What one page does where pages are known, or likely, to differ."""

    heading: str
    sentence: str
    bar_score: str
    group_class_on: str
    rank_number_first_in: str
    table_head: bool
    table_decimal: str
    table_step: str

    @classmethod
    def draw(cls, rng: Random, language: Language) -> Style:
        return cls(
            heading=rng.choice(("h2", "h3", "h4", "p", "div", "span")),
            sentence=rng.choice(("p", "p", "div", "span")),
            bar_score=rng.choice(("in progress", "in strong", "is strong", "above")),
            group_class_on=rng.choice(("figure", "figcaption")),
            rank_number_first_in=rng.choice(("entry", "outer span", "split")),
            table_head=rng.random() < 0.6,
            table_decimal=rng.choice((".", ".", language.decimal)),
            table_step=rng.choice(("0.001", "0.001", "0.01")),
        )


class Sections:
    """Builds the parts for one page: one language, one style, one way of writing numbers."""

    def __init__(self, rng: Random, language: Language) -> None:
        self.language = language
        self.style = Style.draw(rng, language)
        self.markup = Markup(rng)
        self.numerals: Numerals = numerals(rng, language)

    def heading(self, words: str, tag: str | None = None) -> str:
        return self.markup.tag(tag or self.style.heading, self.markup.text(words))

    def sentence(self, pattern: str, number: int, name: str = "") -> str:
        shown = self.numerals.number(number)
        words = pattern.replace("{p}", self.numerals.percentage(shown)).replace("{n}", shown).replace("{name}", name)
        return self.markup.tag(self.style.sentence, self.markup.emphasised(words))

    def score(self, value: Decimal | int, tag: str = "span") -> str:
        return self.markup.tag(tag, self.numerals.number(value), {"class": SCORE})

    def out_of(self, shown: str, maximum: int) -> str:
        words = self.markup.text(self.language.out_of.replace("{max}", self.numerals.number(maximum)))
        return words.replace("{n}", shown)

    def ranks(self, figures: Figures) -> str:
        groups = zip(self.language.ranks[:2], (figures.industry, figures.network), strict=True)
        entries = "".join(self._rank(label, peers.rank) for label, peers in groups if peers.rank is not None)
        return self.markup.tag("dl", entries, {"class": "ssi-ranks flex"})

    def _rank(self, label: str, rank: int) -> str:
        tag, text = self.markup.tag, self.markup.text
        pattern = self.language.ranks[2].replace("{p}", self.numerals.percent)
        before, after = text(pattern).split("{n}")
        number = tag("span", self.numerals.number(rank), {"class": "mh1 t-black t-40"})
        match self.style.rank_number_first_in:
            case "outer span":
                line = tag("span", before + number + after)
            case "split" if before.strip():
                line = tag("span", before.rstrip()) + " " + number + after
            case _:
                line = before + number + after
        name = tag("dt", text(label), {"class": "ssi-rank__category-name"})
        return tag("div", name + tag("dd", line, {"class": "ssi-rank__category-score"}), {"class": RANK})

    def own(self, figures: Figures, with_table: bool) -> str:
        tag = self.markup.tag
        table = self.table([rounded(value, self.style.table_step) for value in figures.pillars], figures.total)
        caption = tag("p", self.out_of(self.score(figures.total), 100))
        donut = self._donut(
            table if with_table else "", caption, "user-ssi-score__donut-chart", "user-ssi-score__donut-chart-caption"
        )
        lines = "".join(map(self._bar, BARS, self.language.pillars, figures.raw))
        bars = tag("ul", lines, {"class": "list-style-none"})
        components = tag("section", self.heading(self.language.heads[2], "h3") + bars)
        content = self.heading(self.language.heads[1]) + self.markup.wrapped(donut + components)
        return self.markup.view("section", content, "user-ssi-score ssi-report__container")

    def _bar(self, bar: str, label: str, raw: str) -> str:
        tag = self.markup.tag
        points = rounded(Decimal(raw), "0.001")
        number, place = self.numerals.number(points), self.style.bar_score
        inner = self.out_of(self.score(points) if place == "in progress" else number, 25)
        strong = tag("strong", self.score(points) if place == "in strong" else number)
        if place == "is strong":
            strong = self.score(points, "strong")
        if place == "above":
            strong = self.score(points)
        progress = tag("progress", inner, {"id": f"{bar}__sub-score-bar", "value": raw, "max": "25"})
        name = tag("span", self.markup.text(label), {"class": "user-ssi-score__sub-score-label-text"})
        line = tag("label", f"{strong} | {name}", {"for": f"{bar}__sub-score-bar"})
        content = line + progress if place == "above" else progress + line
        return tag("li", content, {"class": "flex flex-column"})

    def group(self, head: str, average_sentence: str, peers: Peers, with_table: bool) -> str:
        caption = self.markup.tag("p", self.out_of(self.score(peers.average), 100))
        table = self.table(peers.pillars, peers.average) if with_table else ""
        mark = "group-ssi-score__donut-chart"
        classes = (mark, "") if self.style.group_class_on == "figure" else ("", mark)
        content = self.heading(head) + self._donut(table, caption, *classes)
        content += self.sentence(average_sentence, peers.average, peers.name)
        if peers.rank is not None:
            content += self.sentence(self.language.standing, peers.rank)
        if peers.rank_change is not None:
            content += self.sentence(self.language.change_sentence(peers.rank_change), abs(peers.rank_change))
        return self.markup.view("section", content, "group-ssi-score ssi-report__container")

    def _donut(self, table: str, caption: str, on_figure: str, on_caption: str) -> str:
        tag = self.markup.tag
        chart = tag("div", '<svg viewBox="0 0 200 200"><path d="M 99.9 10 A 90 90 0 1 1 24.1 51.4 Z"></path></svg>')
        hidden = tag("div", table, {"class": "highcharts-data-table visually-hidden"}) if table else ""
        caption = tag("figcaption", caption, {"class": on_caption} if on_caption else None)
        return tag("figure", chart + hidden + caption, {"class": on_figure} if on_figure else None)

    def table(self, values: Sequence[Decimal], shown: int) -> str:
        """A donut's data table; its last row is what `shown` lacks to 100."""
        tag, text = self.markup.tag, self.markup.text
        category, value, remaining = map(text, self.language.table)
        head = tag("tr", tag("th", category) + tag("th", value))
        numbers = [*(plain_number(each).replace(".", self.style.table_decimal) for each in values), str(100 - shown)]
        labels = [*map(text, self.language.pillars), remaining]
        rows = "".join(
            tag("tr", tag("th", label) + tag("td", number)) for label, number in zip(labels, numbers, strict=True)
        )
        body = tag("thead", head) + tag("tbody", rows) if self.style.table_head else tag("tbody", head + rows)
        return tag("table", body)

    def embedded(self, figures: Figures, with_groups: bool) -> str:
        def group(kind: str, peers: Peers) -> dict[str, object]:
            score = {"overall": float(sum(peers.pillars)), "subScores": _sub_scores(peers.pillars)}
            rank = {} if peers.rank is None else {"rank": peers.rank}
            name = {"industry": peers.name} if kind == "INDUSTRY" else {}
            return {"groupType": kind, **rank, "groupSize": peers.size, **name, "score": score}

        member = {"overall": float(figures.sum), "subScores": _sub_scores(figures.pillars)}
        groups = [group("INDUSTRY", figures.industry), group("NETWORK", figures.network)] if with_groups else []
        answer = {"activeSeat": False, "memberScore": member, "groupScore": groups}
        content = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
        return self.markup.tag("code", self.markup.text(content).replace('"', "&quot;"), {"style": "display: none"})


def _sub_scores(pillars: Sequence[Decimal]) -> list[dict[str, object]]:
    return [{"score": float(points), "pillar": key} for points, key in zip(pillars, JSON_PILLARS, strict=True)]
