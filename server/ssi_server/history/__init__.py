"""What the captures amount to over time. Pages and API ask here, never the tables."""

from .changes import Change, changes_of
from .series import EVERY, series
from .summary import Summary, summary

__all__ = ["EVERY", "Change", "Summary", "changes_of", "series", "summary"]
