"""How figures and times are written on the dashboard: the template filters.

Every function returns text for people, and depends on nothing but its arguments and the language in force. None of
them takes a missing figure: what is not on the page is the template's to say, so that it can never turn into a nought
here.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask
from flask_babel import gettext as _
from flask_babel import ngettext

from ..languages import add_filter, locale

Number = int | float | Decimal
Moment = date | str
"""A date, a datetime (itself a date), or the ISO text of either."""

MINUS = "\N{MINUS SIGN}"


def number(value: Number) -> str:
    """At most three decimals, rounded half up, without trailing zeros, with a real minus.

    >>> number(19.706), number(Decimal("25.000")), number(-1.4), number(100)
    ('19.706', '25', '−1.4', '100')
    """
    exact = Decimal(str(value)).quantize(Decimal("0.001"), ROUND_HALF_UP) + 0
    return format_decimal(exact, "#,##0.###", locale()).replace("-", MINUS)


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
    'top 75%'
    """
    return str(_("top %(rank)s%%", rank=rank))


def since_last_week(change: int) -> str:
    """A rank change in the page's own words, where +1 is "Up 1%".

    >>> since_last_week(1), since_last_week(-2), since_last_week(0)
    ('up 1% since last week', 'down 2% since last week', 'no change since last week')
    """
    if change == 0:
        return str(_("no change since last week"))
    if change > 0:
        return str(_("up %(percent)s%% since last week", percent=change))
    return str(_("down %(percent)s%% since last week", percent=-change))


def within(since: datetime | str, until: datetime | str) -> str:
    """How many dates of the calendar a change took, in the earlier moment's own offset.

    >>> within("2026-11-18T18:00:00+01:00", "2026-11-20T09:00:00+01:00")
    'in 2 days'
    >>> within("2026-11-18T22:00:00-08:00", "2026-11-19T08:00:00+01:00")
    'on the same day'
    """
    count = _dates_between(since, until)
    return str(ngettext("in %(num)s day", "in %(num)s days", count) if count else _("on the same day"))


def days_ago(moment: datetime | str, at: datetime) -> str:
    """By the calendar, in the moment's own offset.

    >>> late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    >>> [days_ago(late, datetime(2026, 11, day, 12, tzinfo=UTC)) for day in (22, 24)], days_ago(late, late)
    (['yesterday', '3 days ago'], 'today')
    """
    count = _dates_between(moment, at)
    if count > 1:
        return str(ngettext("%(num)s day ago", "%(num)s days ago", count))
    return str(_("yesterday") if count else _("today"))


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


def month_name(month: date) -> str:
    """A month in short.

    >>> month_name(date(2026, 3, 1))
    'Mar'
    """
    return format_date(month, "LLL", locale())


def month_and_year(month: date) -> str:
    """A month of a year.

    >>> month_and_year(date(2026, 3, 1))
    'March 2026'
    """
    return format_date(month, "LLLL y", locale())


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


FILTERS: tuple[Callable[..., str], ...] = (
    number, signed, top_percent, since_last_week, within, days_ago, minutes_ago,
    long_date, short_date, month_name, month_and_year, clock, utc_moment, iso,
)  # fmt: skip


def register(app: Flask) -> None:
    """Make every function of `FILTERS` a template filter under its own name."""
    for write in FILTERS:
        add_filter(app, write)


def _dates_between(since: datetime | str, until: datetime | str) -> int:
    """Never below 0: a sender's clock may be ahead of ours."""
    first = _as_datetime(since)
    return max((_as_datetime(until).astimezone(first.tzinfo).date() - first.date()).days, 0)


def _as_date(moment: Moment) -> date:
    return _as_datetime(moment) if isinstance(moment, str) else moment


def _as_datetime(moment: datetime | str) -> datetime:
    return datetime.fromisoformat(moment) if isinstance(moment, str) else moment
