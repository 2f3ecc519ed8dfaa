"""Whether the long forms of the tests are wanted: `SSI_HISTORY_SOAK=1`."""

import os

SOAK = os.environ.get("SSI_HISTORY_SOAK") == "1"
