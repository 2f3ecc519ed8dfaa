"""Whether the long forms of the tests are wanted: `SSI_HISTORY_SOAK=1`."""

import os

import pytest

SOAK = os.environ.get("SSI_HISTORY_SOAK") == "1"

rarely_in_firefox = pytest.mark.parametrize(
    "browser", ("chromium", "firefox") if SOAK else ("chromium",), indirect=True
)
"""For what has always been the same in both: in both in the long form only."""
