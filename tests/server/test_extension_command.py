"""`ssi-history extension`, in a checkout; tests/package has it from the wheel."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ssi_server.cli import main

CHECKOUT = Path(__file__).parents[2] / "extension"


def extension(*words: object) -> Result:
    return CliRunner().invoke(main, ["extension", *map(str, words)])


def test_the_folder_stands_alone_on_standard_output_and_the_way_to_load_it_beside() -> None:
    result = extension()
    assert result.stdout == f"{CHECKOUT}\n"
    for words in ("chrome://extensions", "about:debugging#/runtime/this-firefox", "--copy"):
        assert words in result.stderr


def test_a_copy_replaces_an_earlier_copy(tmp_path: Path) -> None:
    copy = tmp_path / "for browsers" / "extension"
    for _ in range(2):
        assert extension("--copy", copy).stdout == f"{copy}\n"
        assert json.loads((copy / "manifest.json").read_text("utf-8"))["manifest_version"] == 3
        assert not (copy / "old.js").exists()
        (copy / "old.js").write_text("")


@pytest.mark.parametrize("content", ["{}", "[]", '{"browser_specific_settings": {"gecko": {"id": "other@example"}}}'])
def test_a_folder_with_anything_else_is_left_alone(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    result = extension("--copy", tmp_path)
    assert result.exit_code == 1
    assert "holds something else" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]


def test_another_checkout_is_left_alone(tmp_path: Path) -> None:
    for name in ("manifest.json", "jsconfig.json"):
        (tmp_path / name).write_bytes((CHECKOUT / name).read_bytes())
    assert "holds something else" in extension("--copy", tmp_path).stderr
    assert (tmp_path / "jsconfig.json").exists()


@pytest.mark.parametrize("inside", ["", "popup"])
def test_the_extension_is_not_copied_into_itself(inside: str) -> None:
    result = extension("--copy", CHECKOUT / inside)
    assert result.exit_code == 1
    assert "choose another folder" in result.stderr
    assert (CHECKOUT / "popup").is_dir()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = extension("--copy", tmp_path / "file" / "extension")
    assert result.exit_code == 1
    assert "cannot be copied" in result.stderr
