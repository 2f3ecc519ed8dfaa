"""From the HTML of the SSI page to a reading: the whole story."""

from __future__ import annotations

from bs4 import BeautifulSoup

from . import witnesses
from .content import Content
from .errors import NotRendered
from .layout import Layout
from .reading import Reading, Sighting
from .scrub import scrub
from .source import Source, load
from .states import is_elsewhere, refusal
from .verdict import weigh


def parse_page(html: str | bytes, url: str | None = None) -> Reading:
    """Every figure that the page shows, with what speaks against it.

    `url` is the address at which the page was open; None for a saved page. Raises a Refusal where the page
    shows neither a total nor a pillar, and where the address is another page's.
    """
    source = load(html)
    return read(source, scrub(source), url)


def read(source: Source, scrubbed: str, url: str | None = None) -> Reading:
    """The same for a page that is loaded already, and `scrubbed` by the function of that name."""
    content = Content(BeautifulSoup(scrubbed, "lxml"))
    layout = Layout(content)
    sightings = [sighting for witness in witnesses.ALL for sighting in witness(layout)]
    if is_elsewhere(url) or not any(map(_shows_own_score, sightings)):
        raise refusal(source, url)
    if all(sighting.value == 0 for sighting in sightings):
        raise NotRendered("The page still shows empty bars.")
    return weigh(sightings, source.language, source.cut_short)


def _shows_own_score(sighting: Sighting) -> bool:
    return sighting.figure == "total" or sighting.figure.startswith("pillars.")
