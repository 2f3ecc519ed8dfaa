"""gunicorn's own words, in the form of ours: `gunicorn --logger-class ssi_server.watch.processes.Log`."""

from __future__ import annotations

import os
from typing import Any

from gunicorn.config import Config
from gunicorn.glogging import Logger

from .lines import JsonLines


class Log(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """Lines of JSON where SSI_HISTORY_LOG says so, else as gunicorn writes them."""

    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        if os.environ.get("SSI_HISTORY_LOG") == "json":
            for handler in self.error_log.handlers:
                handler.setFormatter(JsonLines())

    def exception(self, msg: str, *_args: Any, **kwargs: Any) -> None:
        """Without the address, which gunicorn quotes here: it may be a sign-in link."""
        super().exception(msg.replace("%s", "…"), **kwargs)
