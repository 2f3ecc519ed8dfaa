"""The dashboard's cookie: signed, out of reach of scripts and of other sites, and bound to this server under TLS."""

from __future__ import annotations

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin

NAME = "ssi_history"


class Cookie(SecureCookieSessionInterface):
    """Under TLS, a browser takes a cookie of such a name from this very host only, and sends it under TLS only."""

    def get_cookie_name(self, app: Flask) -> str:
        return f"__Host-{NAME}" if request.is_secure else NAME

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Not where another site led here: the cookie did not come along then, and what is kept must not replace it."""
        if not led_by_another(request):
            super().save_session(app, session, response)


def led_by_another(request: Request) -> bool:
    """Whether the browser says that another site's page sent it here, in which case SameSite kept the cookie back."""
    return request.headers.get("Sec-Fetch-Site") == "cross-site"
