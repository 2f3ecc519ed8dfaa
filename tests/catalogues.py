"""The catalogues of translations: which texts they must hold, brought up to date, compiled.

`make words` runs this after a text was added or changed; then the empty entries of each `messages.po` are filled in by
hand, and it is run again. A test asks the same questions and finds nothing left to do.
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from ssi_parser import errors
from ssi_server.languages import TRANSLATED

ROOT = Path(__file__).parents[1]
SERVER = ROOT / "server" / "ssi_server"
PARSER = ROOT / "parser" / "ssi_parser"
SOURCES = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
STRICT = {"**/templates/**.html": {"silent": "no"}}
REFUSALS = errors.Refusal.__subclasses__()
SHOWN: dict[str, None] = {"BadName": None} | {refusal.__name__: None for refusal in REFUSALS}
"""Exceptions whose own words are shown to people, in their language."""


MARKS = DEFAULT_KEYWORDS | SHOWN | {"lazy_gettext": None}
"""What a text is given to."""


def texts() -> Catalog:
    """Every text that people read: those marked in the server, and the words of exceptions, which know no gettext."""
    template = Catalog(charset="utf-8")
    for folder in (SERVER, PARSER):
        for _, _, message, _, context in extract_from_dir(folder, SOURCES, STRICT, MARKS):
            template.add(message, context=context)
    for refusal in REFUSALS:
        template.add(refusal.title)
        template.add(refusal.advice)
    return template


def catalogue(language: str) -> Catalog:
    with _file(language, "po").open("rb") as file:
        return read_po(file, language)


def compiled(catalogue: Catalog) -> bytes:
    """As gettext reads it."""
    binary = io.BytesIO()
    write_mo(binary, catalogue)
    return binary.getvalue()


def on_disk(language: str) -> bytes:
    return _file(language, "mo").read_bytes()


def _file(language: str, ending: str) -> Path:
    return SERVER / "translations" / language / "LC_MESSAGES" / f"messages.{ending}"


def _update(language: str) -> None:
    kept = catalogue(language) if _file(language, "po").exists() else Catalog(language, fuzzy=False)
    wanted = texts()
    wanted.creation_date = kept.creation_date
    kept.update(wanted, no_fuzzy_matching=True)
    kept.obsolete.clear()
    kept.project, kept.version, kept.header_comment = "SSI History", "", "# SSI History"
    kept.last_translator = kept.language_team = kept.msgid_bugs_address = ""
    _file(language, "po").parent.mkdir(parents=True, exist_ok=True)
    with _file(language, "po").open("wb") as file:
        write_po(file, kept, width=120, no_location=True, sort_output=True)
    _file(language, "mo").write_bytes(compiled(catalogue(language)))


if __name__ == "__main__":
    for language in TRANSLATED:
        _update(language)
