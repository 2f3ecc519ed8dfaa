"""What the captures amount to over time. Pages and API ask here, never the tables.

Sessions are needed for `series`, `doubtful`, `capture_days`, `changes_of` and `summary` only; all else is computed from
what these give, so that a page asks the database once however much it shows.
"""

from .around import Around, around
from .changes import Change, changes_of
from .comparison import side_by_side, standings
from .days import calendar, capture_days
from .industries import stretches
from .outlook import Outlook, outlook
from .pace import Pace, pace
from .progress import Progress
from .rhythm import Rhythm, rhythm
from .row import Row, figure, value
from .rows import EVERY, Point, Rows, exact_totals, last_of_each, points, row_at, within
from .series import doubtful, series
from .smoothing import moving_average
from .span import Range, own_date
from .summary import Summary, summary

__all__ = [
    "EVERY",
    "Around",
    "Change",
    "Outlook",
    "Pace",
    "Point",
    "Progress",
    "Range",
    "Rhythm",
    "Row",
    "Rows",
    "Summary",
    "around",
    "calendar",
    "capture_days",
    "changes_of",
    "doubtful",
    "exact_totals",
    "figure",
    "last_of_each",
    "moving_average",
    "outlook",
    "own_date",
    "pace",
    "points",
    "rhythm",
    "row_at",
    "series",
    "side_by_side",
    "standings",
    "stretches",
    "summary",
    "value",
    "within",
]
