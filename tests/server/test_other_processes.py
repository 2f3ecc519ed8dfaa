"""What the server has answered for is on the disk, whatever other programs did with the database meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from e2e.service import MemberService, running
from engines import URL
from parser_pages import fixture
from server_parts import rows
from ssi_server.config import Settings

CAPTURES = 3


def test_a_server_that_is_killed_has_kept_what_it_took_while_commands_came_and_went(
    settings: Settings, tmp_path: Path
) -> None:
    """A command that ends alone with the database takes its journal away, so it must see that the server is there."""
    with running(MemberService(tmp_path, {URL: settings.database_url})) as server:
        token = server.add_device("Laptop")
        for _ in range(CAPTURES):
            server.capture(token, fixture("english-tables"), datetime.now(UTC))
            assert "Laptop" in server.ask("device", "list")
        server.kill()
    assert rows(settings, "SELECT count(*) FROM captures") == [(CAPTURES,)]
