"""How figures and times are written on the dashboard: the template filters.

Every function returns text for people, and depends on nothing but its arguments and, for dates, the language in
force. None of them takes a missing figure: what is not on the page is the template's to say, so that it can never
turn into a nought here.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date
from flask import Flask
from flask_babel import gettext as _
from flask_babel import ngettext

from ..languages import locale

Number = int | float | Decimal
Moment = date | str
"""A date, a datetime (itself a date), or the ISO text of either."""

MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"

PILLARS = {
    "brand": "Establish your professional brand",
    "people": "Find the right people",
    "insights": "Engage with insights",
    "relationships": "Build relationships",
}
FIGURES = {
    "page": "The page",
    "total": "Total",
    "score": "Exact score",
    "industry.name": "Industry",
    "industry.average": "Industry average",
    "industry.rank": "Industry rank",
    "industry.rank_change": "Industry rank, change since last week",
    "industry.size": "People in the industry",
    "industry.pillars": "Pillars of the industry",
    "network.average": "Network average",
    "network.rank": "Network rank",
    "network.rank_change": "Network rank, change since last week",
    "network.size": "People in the network",
    "network.pillars": "Pillars of the network",
    "team.average": "Team average",
    "team.rank": "Team rank",
}


def number(value: Number) -> str:
    """At most three decimals, rounded half up, without trailing zeros, with a real minus.

    >>> number(19.706), number(Decimal("25.000")), number(-1.4), number(100)
    ('19.706', '25', '−1.4', '100')
    """
    exact = Decimal(str(value)).quantize(Decimal("0.001"), ROUND_HALF_UP) + 0
    return f"{exact.normalize():f}".replace("-", MINUS)


def signed(value: Number) -> str:
    """A change, with its sign; nought has none.

    >>> signed(2), signed(-1.4), signed(0)
    ('+2', '−1.4', '0')
    """
    text = number(value)
    return text if text == "0" or text.startswith(MINUS) else f"+{text}"


def top_percent(rank: int) -> str:
    """A rank as the page words it; smaller is better.

    >>> top_percent(75)
    'top 75\\xa0%'
    """
    return f"top {rank}{NO_BREAK}%"


def since_last_week(change: int) -> str:
    """A rank change in the page's own words, where +1 is "Up 1%".

    >>> since_last_week(1), since_last_week(-2), since_last_week(0)
    ('up 1\\xa0% since last week', 'down 2\\xa0% since last week', 'no change since last week')
    """
    if change == 0:
        return "no change since last week"
    return f"{'up' if change > 0 else 'down'} {abs(change)}{NO_BREAK}% since last week"


def within(since: datetime | str, until: datetime | str) -> str:
    """How many dates of the calendar a change took, in the earlier moment's own offset.

    >>> within("2026-11-18T18:00:00+01:00", "2026-11-20T09:00:00+01:00")
    'in 2 days'
    >>> within("2026-11-18T22:00:00-08:00", "2026-11-19T08:00:00+01:00")
    'on the same day'
    """
    count = _dates_between(since, until)
    return {0: "on the same day", 1: "in 1 day"}.get(count, f"in {count} days")


def days_ago(moment: datetime | str, at: datetime) -> str:
    """By the calendar, in the moment's own offset.

    >>> late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    >>> [days_ago(late, datetime(2026, 11, day, 12, tzinfo=UTC)) for day in (22, 24)], days_ago(late, late)
    (['yesterday', '3 days ago'], 'today')
    """
    count = _dates_between(moment, at)
    return {0: "today", 1: "yesterday"}.get(count, f"{count} days ago")


def minutes_ago(moment: datetime, at: datetime) -> str:
    """How long ago, to the minute.

    >>> noon = datetime(2026, 11, 21, 12, tzinfo=UTC)
    >>> [minutes_ago(noon, noon.replace(minute=minute, second=50)) for minute in (0, 1, 9)]
    ['just now', '1 minute ago', '9 minutes ago']
    """
    count = max(int((at - moment).total_seconds() // 60), 0)
    return str(ngettext("%(num)s minute ago", "%(num)s minutes ago", count) if count else _("just now"))


def long_date(moment: Moment) -> str:
    """The day in the moment's own offset.

    >>> long_date("2026-03-05T23:30:00-08:00")
    '5 March 2026'
    """
    return format_date(_as_date(moment), "long", locale())


def short_date(moment: Moment) -> str:
    """The day in the moment's own offset.

    >>> short_date("2026-03-05")
    '5 Mar 2026'
    """
    return format_date(_as_date(moment), "medium", locale())


def clock(moment: datetime | str) -> str:
    """Hours and minutes in the moment's own offset.

    >>> clock("2026-03-05T09:30:00+01:00")
    '09:30'
    """
    return f"{_as_datetime(moment):%H:%M}"


def utc_moment(moment: datetime | str) -> str:
    """What the server itself noted, in its own time.

    >>> utc_moment("2026-03-05T09:30:00+01:00")
    '5 Mar 2026, 08:30 UTC'
    """
    at = _as_datetime(moment).astimezone(UTC)
    return f"{short_date(at)}, {clock(at)} UTC"


def iso(moment: Moment) -> str:
    """For the `datetime` attribute.

    >>> iso("2026-03-05"), iso(datetime(2026, 3, 5, 8, 30, tzinfo=UTC))
    ('2026-03-05', '2026-03-05T08:30:00+00:00')
    """
    return moment if isinstance(moment, str) else moment.isoformat()


def figure_label(name: str) -> str:
    """A figure's name for people; a name nobody has words for comes back as it is.

    >>> figure_label("pillars.brand"), figure_label("industry.pillars.people"), figure_label("shoe_size")
    ('Establish your professional brand', 'Industry: Find the right people', 'shoe_size')
    """
    group, _, pillar = name.rpartition("pillars.")
    if pillar in PILLARS and name != pillar:
        owner = group.rstrip(".").capitalize()
        return f"{owner}: {PILLARS[pillar]}" if owner else PILLARS[pillar]
    return FIGURES.get(name, name)


FILTERS: tuple[Callable[..., str], ...] = (
    number, signed, top_percent, since_last_week, within, days_ago, minutes_ago,
    long_date, short_date, clock, utc_moment, iso, figure_label,
)  # fmt: skip


def register(app: Flask) -> None:
    """Make every function of `FILTERS` a template filter under its own name."""
    for write in FILTERS:
        app.add_template_filter(write)


def _dates_between(since: datetime | str, until: datetime | str) -> int:
    """Never below 0: a sender's clock may be ahead of ours."""
    first = _as_datetime(since)
    return max((_as_datetime(until).astimezone(first.tzinfo).date() - first.date()).days, 0)


def _as_date(moment: Moment) -> date:
    return _as_datetime(moment) if isinstance(moment, str) else moment


def _as_datetime(moment: datetime | str) -> datetime:
    return datetime.fromisoformat(moment) if isinstance(moment, str) else moment
