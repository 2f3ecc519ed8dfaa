"""Every test has an application and an engine of its own: what these compile for themselves is compiled once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine, create_engine
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from ssi_server.storage import postgresql, sqlite

_STATEMENTS = 5000
"""More than all tests send."""


class _ByKindOfDialect(LRUCache[Any, Any]):
    """SQLAlchemy's cache of compiled statements, whose keys begin with the dialect: here those of a kind are one."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return super().get((type(key[0]), *key[1:]), default)

    def __setitem__(self, key: tuple[Any, ...], value: Any) -> None:
        super().__setitem__((type(key[0]), *key[1:]), value)


@contextmanager
def compiled_once(folder: Path) -> Iterator[None]:
    """Templates (into this folder), addresses and statements."""
    addresses: dict[tuple[str, str, bool], Any] = {}
    statements = _ByKindOfDialect(_STATEMENTS)
    compile_address = Rule._compile_builder

    def address(rule: Rule, append_unknown: bool = True) -> Any:
        key = rule.rule, repr(rule.defaults), append_unknown
        return addresses[key] if key in addresses else addresses.setdefault(key, compile_address(rule, append_unknown))

    def engine(*given: Any, **named: Any) -> Engine:
        made = create_engine(*given, **named)
        made._compiled_cache = statements
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {"bytecode_cache": FileSystemBytecodeCache(str(folder))})
        patch.setattr(Rule, "_compile_builder", address)
        patch.setattr(sqlite, "create_engine", engine)
        patch.setattr(postgresql, "create_engine", engine)
        yield
