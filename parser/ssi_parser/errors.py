"""Why a page gave no reading, one class for each thing that the caller can do about it.

ReaderError
└── Refusal            the page was looked at and holds no reading
    ├── SignedOut      sign in, open the page, try again
    ├── Checkpoint     pass LinkedIn's check, open the page, try again
    ├── NotRendered    wait until the scores are there, try again
    ├── NotSsiPage     open the right page
    ├── TooComplex     nothing that LinkedIn shows looks like this
    └── Unreadable     keep the page: a later reader may understand it
"""

from __future__ import annotations


class ReaderError(Exception):
    """Base of everything that this package raises on purpose."""


class Refusal(ReaderError):
    """No reading came of this page.

    `code` is stable and for programs, `title` says what happened, `advice` what to do next;
    `detail`, the exception's own text, adds what is particular to this page.
    """

    code = "refusal"
    title = "This page gave no reading"
    advice = ""

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(detail or self.advice)

    @property
    def detail(self) -> str:
        return str(self)


class SignedOut(Refusal):
    code = "signed_out"
    title = "LinkedIn asks for a sign-in on this page"
    advice = "Sign in to LinkedIn, open the SSI page and click again."


class Checkpoint(Refusal):
    code = "checkpoint"
    title = "LinkedIn asks for a security check on this page"
    advice = "Finish the check, open the SSI page and click again."


class NotRendered(Refusal):
    code = "not_rendered"
    title = "The scores were not on the page yet"
    advice = "Wait until the page shows your score, then click again."


class NotSsiPage(Refusal):
    code = "not_ssi_page"
    title = "This is not the Social Selling Index page"
    advice = "Open https://www.linkedin.com/sales/ssi and click again."


class TooComplex(Refusal):
    code = "too_complex"
    title = "The page is built in a way that cannot be read safely"
    advice = "Reload the SSI page and click again. If it stays like this, a browser add-on may be rewriting the page."


class Unreadable(Refusal):
    code = "unreadable"
    title = "The page has a form that this version cannot read"
    advice = "Nothing to do: LinkedIn may have changed the page. A newer version reads it as soon as it can."
