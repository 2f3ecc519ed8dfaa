"""What a team's lead sees of those members who have agreed to it: where each is, and where the team is.

A session is needed for `Board.of`, `before_and_after` and `ranking` only. Whom they may look at is a condition of each
query, so that a consent which was withdrawn counts no more at the next look.
"""

from .around import DAYS, MOST_DAYS, Around, before_and_after
from .board import Board
from .order import FILTERS, ORDERS, chosen
from .ranking import Place, ranking
from .seen import Seen
from .spread import LEAST_FOR_QUARTILES, Spread, over_time

__all__ = [
    "DAYS",
    "FILTERS",
    "LEAST_FOR_QUARTILES",
    "MOST_DAYS",
    "ORDERS",
    "Around",
    "Board",
    "Place",
    "Seen",
    "Spread",
    "before_and_after",
    "chosen",
    "over_time",
    "ranking",
]
