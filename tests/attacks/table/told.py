"""Answers as outcomes, and what a browser would do with them."""

from __future__ import annotations

from werkzeug.test import TestResponse

from attacks.table.attack import Outcome


def told(answer: TestResponse) -> str:
    """The status and, where there is one, the code that programs get."""
    document = answer.get_json(silent=True, force=True) if "json" in (answer.content_type or "") else None
    code = (document.get("code") or document.get("error", "")) if isinstance(document, dict) else ""
    return f"{answer.status_code} {code}".strip() if answer.status_code >= 400 else str(answer.status_code)


def seen(answer: TestResponse) -> Outcome:
    """By somebody who can read the answer."""
    return Outcome(told(answer), answer.text + str(answer.headers))


def unseen(answer: TestResponse, *, won: bool = False) -> Outcome:
    """By a page of another origin, which cannot read answers, or by somebody who wants something else."""
    return Outcome(told(answer), won=won)


def policy(answer: TestResponse) -> dict[str, str]:
    """The directives of the content security policy."""
    text = answer.headers.get("Content-Security-Policy", "")
    return dict(part.strip().partition(" ")[::2] for part in text.split(";") if part.strip())


def runs(answer: TestResponse, script: str) -> bool:
    """Whether a browser would run this script in the page that came: it stands there as such, and is let run."""
    rules = policy(answer)
    allowed = rules.get("script-src", rules.get("default-src", "'unsafe-inline'"))
    return answer.mimetype in ("text/html", "image/svg+xml") and script in answer.text and "'unsafe-inline'" in allowed


def frames(answer: TestResponse) -> bool:
    """Whether a browser would show the page within another one."""
    return "X-Frame-Options" not in answer.headers and "frame-ancestors" not in policy(answer)


def attributes(answer: TestResponse) -> set[str]:
    """Those of the cookie that the answer sets."""
    return set(answer.headers.get("Set-Cookie", "").split("; ")[1:])
