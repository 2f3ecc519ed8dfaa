"""The language of what people read: the first of ours among those that their browser asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Flask, request
from flask_babel import Babel, force_locale, get_locale

ENGLISH = "en_GB"
"""What stands in the code."""
TRANSLATED = ("es", "pl", "pt_BR")
"""Each has a catalogue under `translations`."""

P = ParamSpec("P")
R = TypeVar("R")

_BY_PRIMARY_TAG = {locale.partition("_")[0]: locale for locale in (ENGLISH, *TRANSLATED)}


def init_app(app: Flask) -> None:
    Babel(app, locale_selector=preferred)
    app.add_template_global(tag, "language")


def preferred() -> str:
    """By the request's Accept-Language; the Portuguese of any country is better than none."""
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


def in_english(view: Callable[P, R]) -> Callable[P, R]:
    """For a page that has no translation yet: all of it is English then, and says so."""

    @wraps(view)
    def forced(*args: P.args, **kwargs: P.kwargs) -> R:
        with force_locale(ENGLISH):
            return view(*args, **kwargs)

    return forced
