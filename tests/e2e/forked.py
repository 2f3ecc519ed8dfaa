"""`ssi-history` as a process of its own that is there at once.

Importing the server takes ten times as long as starting it. One process imports it and does nothing else; every one
that runs is forked from that, so that each begins as new as after an import of its own.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

IMPORTED = "ssi_server.cli"
FORKS = get_context("forkserver")
FORKS.set_forkserver_preload([IMPORTED])


def ssi_history(
    words: Sequence[str], environment: Mapping[str, str], said: Path, complained: Path
) -> ForkServerProcess:
    """`ssi-history WORDS`, begun; what it prints goes into the two files. It ends with whoever started it."""
    process = FORKS.Process(target=_run, args=(words, environment, said, complained), daemon=True)
    process.start()
    return process


def _run(words: Sequence[str], environment: Mapping[str, str], said: Path, complained: Path) -> None:
    os.environ.clear()
    os.environ.update(environment)
    for stream, file in ((sys.stdout, said), (sys.stderr, complained)):
        with file.open("wb") as taken:
            os.dup2(taken.fileno(), stream.fileno())
    from ssi_server.cli import main  # here, where it is imported already; not in the process of the tests

    main(words, prog_name="ssi-history")
