"""What tests have to say beyond that they passed: a line each at the end, in whichever process they ran."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SAID = "said"

Say = Callable[[str], None]


@pytest.fixture
def say(record_property: Callable[[str, object], None]) -> Say:
    """Takes a line that is printed when all tests have run."""
    return lambda line: record_property(SAID, line)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in terminalreporter.getreports("passed"):
        for name, line in report.user_properties:
            if name == SAID:
                terminalreporter.write_line(str(line))
