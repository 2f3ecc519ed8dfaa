"""docs/privacy.md explains every permission that the manifest asks for, and none beside."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
MANIFEST = json.loads((ROOT / "extension" / "manifest.json").read_text("utf-8"))
PRIVACY = (ROOT / "docs" / "privacy.md").read_text("utf-8")
AT_INSTALLATION = {*MANIFEST["permissions"], *MANIFEST["host_permissions"]}
LATER = {*MANIFEST["optional_permissions"], *MANIFEST["optional_host_permissions"]}


def explained() -> dict[str, tuple[str, str]]:
    """What each permission is for, and when it is asked for, as the table has it."""
    rows = re.findall(r"^\| `([^`]+)` \| (.+) \| (.+) \|$", PRIVACY, re.MULTILINE)
    return {permission: (reason, moment) for permission, reason, moment in rows}


def test_every_permission_is_explained_and_none_else() -> None:
    assert explained().keys() == AT_INSTALLATION | LATER


def test_what_is_asked_for_later_is_said_to_be() -> None:
    at_installation = {name for name, (_, moment) in explained().items() if moment.startswith("at installation")}
    assert at_installation == AT_INSTALLATION


def test_what_firefox_is_told_to_be_sent_is_explained() -> None:
    collected = MANIFEST["browser_specific_settings"]["gecko"]["data_collection_permissions"]
    assert collected.keys() == {"required"}
    for kind in collected["required"]:
        assert f"`{kind}`" in PRIVACY


def test_the_privacy_policy_is_found() -> None:
    assert "docs/privacy.md" in (ROOT / "README.md").read_text("utf-8")
