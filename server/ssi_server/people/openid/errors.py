"""What can come between somebody and the company's sign-in. The messages are our own words: nothing that was sent."""

from __future__ import annotations


class OpenIdError(Exception):
    """
    OpenIdError
    ├── Unavailable     nobody can sign in this way at the moment
    ├── Refused         the provider did not let them in, or what it says cannot be believed
    └── NotWelcome      it is known who they are, and nothing lets them in here
    """


class Unavailable(OpenIdError):
    """The provider does not answer, or not as one."""


class Refused(OpenIdError):
    """What came from the provider proves nothing."""


class NotWelcome(OpenIdError):
    """No group and no invitation, or they have left."""
