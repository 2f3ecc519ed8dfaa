"""How a defence is taken out of the product, and nothing else with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from attacks.table.attack import Defence
from attacks.table.victim import Victim


def code(name: str, target: str, instead: Any) -> Defence:
    """A function or a bound, by where it is looked up; something else is in its place."""

    @contextmanager
    def removed(_victim: Victim) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(target, instead)
            yield

    return Defence(name, removed)


def condition(name: str, text: str) -> Defence:
    """A condition of the statements that the database is asked, as SQL: it holds for every row."""
    always = "? IS NOT NULL" if "?" in text else "1 = 1"

    def rewrite(_c: Any, _cursor: Any, statement: str, values: Any, _context: Any, _many: bool) -> tuple[str, Any]:
        return statement.replace(text, always), values

    @contextmanager
    def removed(victim: Victim) -> Iterator[None]:
        engines = [app.extensions["ssi_database"].engine for app in (victim.app, victim.proxied)]
        for engine in engines:
            event.listen(engine, "before_cursor_execute", rewrite, retval=True)
        try:
            yield
        finally:
            for engine in engines:
                event.remove(engine, "before_cursor_execute", rewrite)

    return Defence(name, removed)


def setting(name: str, key: str, instead: Any) -> Defence:
    """A setting of the application."""

    def removed(victim: Victim) -> AbstractContextManager[Any]:
        patch = pytest.MonkeyPatch.context()
        return _entered(patch, victim, key, instead)

    return Defence(name, removed)


@contextmanager
def _entered(
    patching: AbstractContextManager[pytest.MonkeyPatch], victim: Victim, key: str, value: Any
) -> Iterator[None]:
    with patching as patch:
        patch.setitem(victim.app.config, key, value)
        yield


@contextmanager
def _unescaped(victim: Victim) -> Iterator[None]:
    """What was compiled with escaping is put aside meanwhile, and what is compiled now is not kept."""
    environment = victim.app.jinja_env
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("autoescape", False), ("cache", {}), ("bytecode_cache", None)):
            patch.setattr(environment, name, value)
        yield


ESCAPING = Defence("templates escape what they show", _unescaped)
