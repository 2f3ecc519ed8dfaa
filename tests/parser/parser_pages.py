"""Small pages for one question each, and the fixture pages whole."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FIXTURES = Path(__file__).parents[2] / "fixtures"
SSI = "https://www.linkedin.com/sales/ssi"


@cache
def fixture(name: str) -> str:
    return (FIXTURES / name / "page.html").read_text("utf-8")


def page(main: str, outside: str = "") -> str:
    """A page with this main content, and furniture around it."""
    return f'<!DOCTYPE html><html lang="en"><body>{outside}<main id="content-main">{main}</main></body></html>'


def bar(pillar: str, value: str) -> str:
    return f'<progress id="{pillar}__sub-score-bar" max="25" value="{value}"></progress>'


def bars(brand: str, people: str, insights: str, relationships: str) -> str:
    values = {
        "establish-brand": brand,
        "find-people": people,
        "engage-with-insights": insights,
        "build-relationships": relationships,
    }
    return "<section>" + "".join(bar(pillar, value) for pillar, value in values.items()) + "</section>"


def total(caption: str) -> str:
    number = f'<span class="ssi-score__value">{caption}</span>'
    return f'<figure><figcaption class="user-ssi-score__donut-chart-caption">{number} out of 100</figcaption></figure>'
