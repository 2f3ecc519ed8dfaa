"""The language of what people read: what they chose, else the first of ours among those that their browser asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, g, request
from flask_babel import Babel, get_locale
from jinja2 import pass_context
from jinja2.runtime import Context

ENGLISH = "en_GB"
"""What stands in the code."""
TRANSLATED = ("es", "pl", "pt_BR")
"""Each has a catalogue under `translations`."""

_BY_PRIMARY_TAG = {locale.partition("_")[0]: locale for locale in (ENGLISH, *TRANSLATED)}


def init_app(app: Flask) -> None:
    Babel(app, locale_selector=preferred)
    app.add_template_global(tag, "language")


def preferred() -> str:
    """What the signed-in member chose (`g.language`), else by the request's Accept-Language; the Portuguese of any
    country is better than none.
    """
    if g.get("language") in (ENGLISH, *TRANSLATED):
        return str(g.language)
    for language, quality in request.accept_languages:
        locale = _BY_PRIMARY_TAG.get(language.partition("-")[0].lower())
        if locale and quality:
            return locale
    return ENGLISH


def locale() -> str:
    """The one in force: a request's own, English outside of requests."""
    return str(get_locale() or ENGLISH)


def tag() -> str:
    """The language in force, as HTML names it: pt-BR."""
    return locale().replace("_", "-")


def add_filter(app: Flask, write: Callable[..., str], name: str | None = None) -> None:
    """Makes a function whose text depends on the language a template filter, under its own name unless told.

    It takes the context, though it needs none: without, Jinja writes what it makes of a constant into the compiled
    template, in the language that happens to be in force then.
    """

    @pass_context
    @wraps(write)
    def written(_context: Context, *given: Any) -> str:
        return write(*given)

    app.add_template_filter(written, name)
