"""A server whose people sign in by a provider that lies when it is told to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from openid.lying import Lying, lying
from ssi_server.app import create_app
from ssi_server.config import Settings
from ssi_server.storage import Database

AppWith = Callable[..., Flask]


@pytest.fixture
def provider() -> Iterator[Lying]:
    with lying() as provider:
        yield provider


@pytest.fixture
def app_with(settings: Settings, database: Database, provider: Lying) -> Iterator[AppWith]:
    """The application with these settings of the sign-in, besides the provider's own."""
    with ExitStack() as made:

        def app(**changes: Any) -> Flask:
            app = create_app(replace(settings, openid=provider.settings(**changes)))
            made.callback(app.extensions["ssi_database"].close)
            return app

        yield app


@pytest.fixture
def app(app_with: AppWith) -> Flask:
    """One that everybody of the group `staff` may come to."""
    return app_with(members_group="staff", owners_group="owners")
