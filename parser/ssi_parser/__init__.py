"""Reads the Social Selling Index from the HTML of the page that shows it.

>>> from ssi_parser import parse_page
>>> parse_page("<p>nothing here</p>")
Traceback (most recent call last):
ssi_parser.errors.NotRendered: Wait until the page shows your score, then click again.

Pure: HTML in, a Reading or a Refusal out; no clock, no network, no storage.
"""

from .page import parse_page
from .reading import Doubt, Group, Pillars, Reading, Sighting
from .scrub import scrub_page

__all__ = ["Doubt", "Group", "Pillars", "Reading", "Sighting", "parse_page", "scrub_page"]
