"""The short code that stands in the extension and on the dashboard, so that the member sees that both mean the same."""

from __future__ import annotations

import re
import secrets

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowels, so that no code is a word, and no digits, so that nothing looks like something else."""

LENGTH = 8

_BETWEEN = re.compile(r"[\s\-\u2010-\u2015]+")


def new_user_code() -> str:
    """One of 20⁸, about 2³⁴ codes, without the hyphen that it is shown with."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def shown(user_code: str) -> str:
    """As people read it.

    >>> shown("BCDFGHJK")
    'BCDF-GHJK'
    """
    return f"{user_code[: LENGTH // 2]}-{user_code[LENGTH // 2 :]}"


def typed(text: str) -> str | None:
    """The code that somebody typed, in any case, with or without hyphen and blanks; None for what can be no code.

    >>> typed(" bcdf ghjk"), typed("BCDF-GHJK"), typed("BCDF-GHJ"), typed("ABCD-EFGH")
    ('BCDFGHJK', 'BCDFGHJK', None, None)
    """
    code = _BETWEEN.sub("", text[:100]).upper()
    return code if len(code) == LENGTH and set(code) <= set(LETTERS) else None
