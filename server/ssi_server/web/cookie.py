"""The dashboard's cookie: signed, out of reach of scripts and of other sites, and bound to this server under TLS."""

from __future__ import annotations

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin

NAME, DEMO = "ssi_history", "ssi_history_demo"
"""Of the dashboard's cookie. A browser sends it to every port of a host, so the sample's is not the real one's."""


class Cookie(SecureCookieSessionInterface):
    """Under TLS, a browser takes a cookie of such a name from this very host only, and sends it under TLS only."""

    def __init__(self, name: str = NAME) -> None:
        self.name = name

    def get_cookie_name(self, app: Flask) -> str:
        return f"__Host-{self.name}" if request.is_secure else self.name

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Empty where a page of another server on this host led here, so that it cannot even find out whether somebody
        is signed in. Of other sites the browser itself has judged: it lets the extension lead here with the cookie.
        """
        return self.session_class() if _led_by(request) == "same-site" else super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Not where another server led here: what is kept must not replace a cookie that was not there to be read."""
        if not led_by_another(request):
            super().save_session(app, session, response)


def led_by_another(request: Request) -> bool:
    """Whether the browser says that a page of another server sent it here, wherever that is.

    SameSite keeps the cookie back from other sites, but takes all servers of a host, whatever their ports, for one.
    """
    return _led_by(request) in ("cross-site", "same-site")


def _led_by(request: Request) -> str:
    return request.headers.get("Sec-Fetch-Site", "")
