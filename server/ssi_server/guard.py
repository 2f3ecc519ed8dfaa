"""What keeps others out: whose name the server answers to, which pages may call it, what a browser may do with it."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Flask, Response, request
from flask_babel import gettext as _

from .config import LOOPBACK, Settings
from .errors import Problem

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "font", "connect")),
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_A_YEAR_OF_TLS = "max-age=31536000"
_EXTENSIONS = ("chrome-extension://", "moz-extension://", "safari-web-extension://")
_WATCHED = ("/healthz", "/readyz", "/metrics")
_SAFE = frozenset(("GET", "HEAD", "OPTIONS"))


def init_app(app: Flask, settings: Settings) -> None:
    @app.before_request
    def refuse_strangers() -> None:
        _require_own_host(settings)
        _require_way_in(settings)
        if request.path.startswith("/api/"):
            _require_no_web_page()
        elif request.method not in _SAFE:
            _require_own_page()

    @app.after_request
    def restrict_the_browser(response: Response) -> Response:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if request.endpoint != "static":
            response.headers["Cache-Control"] = "no-store"
        if settings.proxies and request.is_secure:
            response.headers["Strict-Transport-Security"] = _A_YEAR_OF_TLS
        return response


def _require_own_host(settings: Settings) -> None:
    """A foreign name that is made to point at this machine (DNS rebinding) gets nothing."""
    if _host_of(f"//{request.host}") not in LOOPBACK.union(settings.hosts):
        raise Problem(
            403,
            "unknown_host",
            _("The server does not answer to this name"),
            _("Open it as https://%(name)s.", name=settings.hosts[0])
            if settings.proxies
            else _("Open it as http://127.0.0.1 with its port."),
        )


def _require_way_in(settings: Settings) -> None:
    """Only this machine gets in; or, behind a proxy, only what came to the proxy over TLS: passwords, cookies and
    tokens go over no network in the clear. Those who watch the server may ask it directly.
    """
    if settings.proxies and not request.is_secure and request.path not in _WATCHED:
        raise Problem(
            403,
            "tls_required",
            _("This is answered over https only"),
            _("Open it as https://%(name)s.", name=settings.hosts[0]),
        )
    if not settings.proxies and not _is_this_machine(request.remote_addr or ""):
        raise Problem(
            403,
            "not_this_machine",
            _("The server answers its own machine only"),
            _("To reach it from another one, it is started behind a proxy (--behind-proxy)."),
        )


def _is_this_machine(peer: str) -> bool:
    """Whoever comes through a socket in the file system has no address."""
    return not peer or ip_address(peer).is_loopback


def _require_no_web_page() -> None:
    """The API is for extensions and scripts; no web page may call it, not even the dashboard's."""
    origin = request.headers.get("Origin")
    if origin is not None and not origin.startswith(_EXTENSIONS):
        raise Problem(403, "origin", "Web pages may not call this", "Use the extension, or a script.")


def _require_own_page() -> None:
    """A form is taken from the dashboard's own pages only, whatever token it carries.

    Where a page sends no referrer, browsers send `Origin: null` with its forms, so that Sec-Fetch-Site must tell.
    """
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    trusted = [None, request.host_url.rstrip("/"), *(["null"] if site == "same-origin" else [])]
    if origin not in trusted or site not in (None, "same-origin"):
        raise Problem(
            403, "origin", _("This came from another page"), _("Open the dashboard itself and try again there.")
        )


def _host_of(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
