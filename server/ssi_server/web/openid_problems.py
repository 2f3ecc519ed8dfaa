"""What is said to whom the company's sign-in does not let in; the log has the reason, in words of our own."""

from __future__ import annotations

import logging

from flask_babel import gettext as _

from ..errors import Problem
from ..people.openid.errors import NotWelcome, OpenIdError, Refused

log = logging.getLogger(__name__)


def problem(error: OpenIdError) -> Problem:
    """The answer to it. Unavailable is the provider's fault, and nothing else stands still by that."""
    log.warning("nobody was let in by the company's sign-in: %s", error)
    match error:
        case NotWelcome():
            return Problem(
                403,
                "openid_not_welcome",
                _("Nobody has let you in here yet"),
                _("The company’s sign-in knows you, this server does not. Ask whoever looks after it to invite you."),
            )
        case Refused():
            return Problem(
                403,
                "openid_refused",
                _("The company’s sign-in has let nobody in"),
                _("Begin it again. If that does not help, the server’s log names the reason."),
            )
    return Problem(
        503,
        "openid_unavailable",
        _("The company’s sign-in does not answer right now"),
        _("Try again in a moment. Whoever is signed in stays so; a password or a sign-in link works as ever."),
        headers={"Retry-After": "10"},
    )


def is_over() -> Problem:
    """Of what came back to another browser, too late, or again."""
    return Problem(
        400,
        "openid_over",
        _("This sign-in is over"),
        _("It works once, for ten minutes, and in the browser that began it. Begin it again."),
    )


def of_another() -> Problem:
    """Of an account that cannot be linked."""
    return Problem(
        409,
        "openid_of_another",
        _("This account is somebody else’s here"),
        _("Sign in with it to see whose, or use another one."),
    )
