"""Whether the disk has room, and takes what is written."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator

from .finding import Examined, Finding, failed, ok, warning

_MB = 1024 * 1024
_LITTLE, _LEAST = 500 * _MB, 20 * _MB
_PROBE = 256 * 1024
_SUBJECT = "disk"


def room(examined: Examined) -> Iterator[Finding]:
    """Free space in the data folder, and a file written there and taken away: a quota shows in nothing else."""
    folder = examined.settings.data_dir
    if not folder.is_dir():
        return
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(os.urandom(_PROBE))
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        what = f"nothing can be written to {folder}: {error.strerror}"
        yield failed(_SUBJECT, what, "make room, or mend its permissions")
        return
    free = shutil.disk_usage(folder).free
    what = f"{free / _MB:,.0f} MB are free in {folder}"
    if free < _LEAST:
        yield failed(_SUBJECT, what, "make room: captures are refused soon")
    elif free < _LITTLE:
        yield warning(_SUBJECT, what, "make room; 'ssi-history prune' drops old pages")
    else:
        yield ok(_SUBJECT, what)
