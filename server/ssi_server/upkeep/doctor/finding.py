"""What is examined, and what a check finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ...config import Settings
from ...storage import Database


class Level(StrEnum):
    """How bad it is: `failed` is what keeps captures from being stored or read, `warning` what may become that."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True)
class Finding:
    """One line: on what, how it is, and what to do about it."""

    level: Level
    subject: str
    what: str
    mend: str = ""


@dataclass
class Examined:
    """An installation, from outside and, where it can be reached, from inside.

    `thorough`: every page and every backup, not a sample. `is_reachable` is what the checks found out so far.
    """

    settings: Settings
    environ: Mapping[str, str]
    host: str
    port: int
    thorough: bool = False
    database: Database | None = None
    is_reachable: bool = False
    has_schema: bool = False


def ok(subject: str, what: str) -> Finding:
    return Finding(Level.OK, subject, what)


def warning(subject: str, what: str, mend: str) -> Finding:
    return Finding(Level.WARNING, subject, what, mend)


def failed(subject: str, what: str, mend: str) -> Finding:
    return Finding(Level.FAILED, subject, what, mend)
