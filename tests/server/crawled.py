"""Every page that another leads to, in every language."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import catalogues
from left_in_english import english_left

NO_PAGE = re.compile(r"/static/|/history\.(csv|json)|/data/export\.|/page\.txt|/openapi|/api/")


def asked(language: str) -> dict[str, str]:
    return {"Accept-Language": language.replace("_", "-")}


def links(page: TestResponse, address: str) -> Iterator[str]:
    """Where a page leads on this server, without fragments."""
    for link in BeautifulSoup(page.text, "lxml").find_all("a", href=True):
        parts = urlsplit(urljoin(f"http://localhost{address}", str(link["href"])))
        if parts.netloc == "localhost" and not NO_PAGE.search(parts.path):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def crawl(browser: FlaskClient) -> dict[tuple[str, str], set[str]]:
    """By address and language, what is left in English on the pages that the dashboard leads to."""
    found: dict[tuple[str, str], set[str]] = {}
    waiting, kinds = deque(["/", "/?range=nonsense&at=nonsense", "/?range=all&at=2003-06-01&and=2090-01-01"]), set()
    while waiting:
        address = waiting.popleft()
        kind = re.sub(r"=[^&]*", "", address)
        if kind in kinds:
            continue
        kinds.add(kind)
        english = browser.get(address, headers=asked("en"))
        for language in catalogues.TRANSLATED:
            translated = browser.get(address, headers=asked(language))
            assert (english.status_code, translated.status_code) == (200, 200), address
            found[address, language] = english_left(english, translated, language)
        waiting.extend(links(english, address))
    return found
