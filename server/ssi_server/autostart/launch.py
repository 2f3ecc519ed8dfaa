"""What a system is told to start: this program, with the settings that are in force now."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..config import Settings, Unusable
from ..options import PORT

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class Launch:
    """A program with its arguments, and what its environment must hold beyond the usual.

    Raises Unusable for text that no start-up file can carry on one line.
    """

    words: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for text in (*self.words, *self.environment.values()):
            if _CONTROL.search(text):
                raise Unusable(f"A start-up file cannot carry a line break or control character: {text!r}.")


def launch(settings: Settings, port: int, environ: Mapping[str, str] = os.environ) -> Launch:
    """`serve` for these settings, as this installation of Python runs it.

    The data folder is always named: its default depends on variables that a log-in may not have. `-P` keeps Python
    from importing what happens to lie in the folder that it is started from.
    """
    words = [
        sys.executable,
        "-P",
        "-m",
        "ssi_server.cli",
        "--data-dir",
        str(settings.data_dir),
        "serve",
        "--no-browser",
    ]
    if port != PORT:
        words += ["--port", str(port)]
    kept = {
        name: value
        for name, value in sorted(environ.items())
        if name.startswith("SSI_HISTORY_") and name != "SSI_HISTORY_DATA_DIR"
    }
    return Launch(tuple(words), kept)
