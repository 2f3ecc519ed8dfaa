"""Coverage-guided fuzzing of the reader, for `make soak`: `PYTHONPATH=parser:tests/parser python -m fuzz RUNS`."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["ssi_parser"]):
    from ssi_parser import errors, parse_page, scrub_page
    from ssi_parser.saved import saved_page

FIXTURES = Path(__file__).parents[2] / "fixtures"
LONGEST_SECONDS = 2


def one_input(data: bytes) -> None:
    start = time.process_time()
    try:
        page = saved_page(data)
        parse_page(page.html, page.url)
        scrub_page(page.html)
    except errors.Refusal:
        pass
    assert time.process_time() - start < LONGEST_SECONDS


def main(runs: str) -> None:
    with tempfile.TemporaryDirectory() as corpus:
        for page in FIXTURES.glob("*/page.html"):
            shutil.copy(page, Path(corpus) / page.parent.name)
        atheris.Setup([sys.argv[0], f"-runs={runs}", "-max_len=40000", "-print_final_stats=1", corpus], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1])
