"""The SSI page that the browser tests show: a fixture as it is, as it was earlier, and with a real page's weight."""

import random
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
NAME = "english-tables"

# Its figures, read off the page by eye.
IN_POPUP = {
    "total": "53",
    "brand": "20.998",
    "people": "6.4",
    "insights": "10.25",
    "relationships": "15",
    "industry rank": "Top 9%",
    "network rank": "Top 11%",
    "industry average": "34",
    "network average": "36",
}
ON_DASHBOARD = {
    **IN_POPUP,
    "industry rank": "top 9%",
    "network rank": "top 11%",
}
IN_DATABASE = {
    "outcome": "read",
    "verdict": "consistent",
    "total": 53,
    "score": 52648,
    "brand": 20998,
    "people": 6400,
    "insights": 10250,
    "relationships": 15000,
    "industry_rank": 9,
    "industry_average": 34,
    "network_rank": 11,
    "network_average": 36,
}

# The same page some days earlier: 50 points, rank 11 % in the industry, 10 % in the network.
# The network's rank comes first, or the industry's earlier one would be taken for it.
EARLIER = (
    ('t-light">53<', 't-light">50<'),
    ("<td>47</td>", "<td>50</td>"),
    ("20.998", "19.5"),
    ("10.25", "8.93"),
    ('t-40">11<', 't-40">10<'),
    ("top 11%", "top 10%"),
    ('t-40">9<', 't-40">11<'),
    ("top 9%", "top 11%"),
    ('t-light">34<', 't-light">33<'),
    ("average SSI of 34.", "average SSI of 33."),
    ("<td>66</td>", "<td>67</td>"),
    ("15.16", "13.9"),
)


def page(name: str = NAME) -> str:
    return (FIXTURES / name / "page.html").read_text("utf-8")


def earlier_page() -> str:
    html = page()
    for now, then in EARLIER:
        assert now in html, f"the fixture {NAME} no longer shows {now}"
        html = html.replace(now, then)
    return html


def heavy(html: str, size: int = 420_000) -> str:
    """A page filled up to so many bytes: half navigation, half JSON in `code`, as on pages of this kind."""
    dice = random.Random(1)
    furniture: list[str] = []
    while len(html) + sum(map(len, furniture)) < size:
        number = len(furniture)
        furniture.append(_links(number))
        furniture.append(_data(number, dice))
    return html.replace("<main", "".join(furniture) + "<main", 1)


def _links(number: int) -> str:
    item = (
        '<div class="global-nav__item ember-view"><a href="/x/{0}" class="a b c"><svg viewBox="0 0 24 24">'
        '<path d="M{0} 1l2 3 4 5z"></path></svg><span class="t-12 t-black">Item &amp; {0}</span></a></div>'
    )
    return "".join(item.format(number * 100 + step) for step in range(40))


def _data(number: int, dice: random.Random) -> str:
    values = ",".join(f"{dice.random():.12f}" for _ in range(440))
    return f'<code style="display: none" id="bpr-guid-{number}">{{&quot;data&quot;:[{values}]}}</code>'
