"""Writes HTML in the manner of one page: its own gaps between blocks, attribute order and element ids."""

from __future__ import annotations

import re
from html import escape
from random import Random

BLOCKS = frozenset(
    "article div dl dt dd figure figcaption h1 h2 h3 h4 li main p section table tbody thead tr ul".split()
)


class Markup:
    """`tag("p", "text", {"class": "x"})` and what is built of it."""

    def __init__(self, rng: Random) -> None:
        self._gap = rng.choice(("", "", "\n", "\n      "))
        self._reversed = rng.random() < 0.5
        self._ember = rng.randint(12, 90) if rng.random() < 0.7 else None
        self._entity = rng.random() < 0.6
        self._emphasis = rng.choice(("strong", "strong", "strong", "b", "span"))
        self._wraps = rng.randint(0, 2)

    def text(self, words: str) -> str:
        """Words as a browser writes them out."""
        escaped = escape(words, quote=False)
        return escaped.replace("\u00a0", "&nbsp;") if self._entity else escaped

    def tag(self, name: str, content: str = "", attributes: dict[str, str] | None = None) -> str:
        pairs = [f' {key}="{escape(value)}"' for key, value in (attributes or {}).items()]
        if self._reversed:
            pairs.reverse()
        gap = self._gap if name in BLOCKS else ""
        inner = f"{gap}{content}{gap}" if content.startswith("<") and content.endswith(">") else content
        return f"<{name}{''.join(pairs)}>{inner}</{name}>{gap}"

    def view(self, name: str, content: str, classes: str) -> str:
        """An element with an id of the kind that Ember numbers through, where this page has such."""
        attributes = {"class": classes}
        if self._ember is not None:
            self._ember += 3
            attributes = {"id": f"ember{self._ember}", "class": f"{classes} ember-view"}
        return self.tag(name, content, attributes)

    def emphasised(self, words: str) -> str:
        """Escaped words in which *these* are set off."""
        return re.sub(r"\*(.+?)\*", lambda match: self.tag(self._emphasis, match[1]), self.text(words))

    def wrapped(self, content: str) -> str:
        for _ in range(self._wraps):
            content = self.tag("div", content, {"class": "flex"})
        return content
