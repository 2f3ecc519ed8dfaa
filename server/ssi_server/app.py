"""The application, put together."""

from __future__ import annotations

from flask import Flask
from flask_wtf import CSRFProtect

from . import compressed, errors, guard, health, heavy, languages, openapi, storage, watch, web
from .body import MAX_BODY
from .captures import api as captures
from .config import Settings
from .exchange import api as exchange
from .history import api as history
from .keys import account_key, session_key
from .people import api as hello
from .people import sessions
from .people.pairing import api as pairing
from .proxy import BehindProxy
from .same_key import require_same_key
from .web.cookie import NAME

API = (
    captures.blueprint,
    history.blueprint,
    exchange.blueprint,
    hello.blueprint,
    pairing.blueprint,
    pairing.well_known,
    health.blueprint,
)


def create_app(settings: Settings | None = None, cookie: str = NAME) -> Flask:
    """The service over one database, whose schema it brings up to date. Without settings, those of the environment.
    `cookie` is the name of the dashboard's.

    Raises Unusable where the database or the key cannot be used, or do not belong together.
    """
    settings = settings or Settings.load()
    settings.require_name()
    app = Flask(
        __name__,
        instance_path=str(settings.data_dir),
        static_folder="web/static",
        template_folder="web/templates",
    )
    watch.init_app(app, settings)
    require_same_key(settings, storage.init_app(app, settings))
    app.config.update(
        SECRET_KEY=session_key(settings),
        ACCOUNT_KEY=account_key(settings),
        MAX_CONTENT_LENGTH=MAX_BODY,
        CAPTURES_PER_DAY=settings.captures_per_day,
        SESSION_COOKIE_SAMESITE="Strict",
        PERMANENT_SESSION_LIFETIME=sessions.LASTS,
        WTF_CSRF_SSL_STRICT=False,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.json.sort_keys = False  # type: ignore[attr-defined]  # Flask types it too widely
    compressed.init_app(app)
    guard.init_app(app, settings)
    heavy.init_app(app, MAX_BODY)
    languages.init_app(app)
    web.init_app(app, settings, cookie)
    csrf = CSRFProtect(app)
    for blueprint in API:
        csrf.exempt(blueprint)  # Judged by its token alone, which no web page can send.
    openapi.init_app(app, *API)
    errors.init_app(app)
    if settings.proxies:
        app.wsgi_app = BehindProxy(app.wsgi_app, settings.proxies)  # type: ignore[method-assign]  # Flask's own way
    return app
