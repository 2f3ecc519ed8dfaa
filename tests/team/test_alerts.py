"""The alert rules of the documents: they ask for numbers that the server has, and call when they should."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import Metric
from prometheus_client.parser import text_string_to_metric_families

from ssi_server.watch.answered import Answered
from ssi_server.watch.numbers import Numbers
from storms.tools import PACKAGES, tool

ROOT = Path(__file__).parents[2]
RULES = ROOT / "docs" / "alerts.yml"
DEPLOY = ROOT / "docs" / "deploy.md"
NAME = re.compile(r"\b(?P<name>ssi_history_\w+)(?P<labels>\{[^}]*\})?")
LABEL = re.compile(r'(?P<label>\w+)(?P<how>=~|=)"(?P<wanted>[^"]*)"')
PROMETHEUS_OWN = {"up"}
WORDS = {"sum", "increase", "rate", "histogram_quantile", "vector", "and", "or", "by", "le", "offset"}
"""What Prometheus itself understands, of all that the rules use."""


@pytest.fixture
def families() -> dict[str, Metric]:
    """What a server tells that has answered a request, by the names of its samples."""
    numbers = Numbers()
    numbers.count(Answered("", "POST", "/api/captures", 503, 0.1, {"code": "storage_unavailable"}))
    told = text_string_to_metric_families(numbers.text().decode())
    return {sample.name: family for family in told for sample in family.samples}


def rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load(RULES.read_text("utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def asked() -> Iterator[tuple[str, str, str]]:
    """Each number that a rule asks for, with a label and the expression for its values, or with neither."""
    for rule in rules():
        for found in NAME.finditer(rule["expr"]):
            labels = [*LABEL.finditer(found["labels"] or "")]
            yield from ((found["name"], one["label"], one["wanted"]) for one in labels)
            if not labels:
                yield found["name"], "", ""


@pytest.mark.parametrize(("name", "label", "wanted"), sorted(set(asked())))
def test_a_rule_asks_for_what_the_server_has(families: dict[str, Metric], name: str, label: str, wanted: str) -> None:
    samples = [sample for sample in families[name].samples if sample.name == name]
    if label:
        for one in wanted.split("|"):
            assert any(re.fullmatch(one, sample.labels[label]) for sample in samples), f"no {label} is {one}"


def test_nothing_else_is_asked_for() -> None:
    for rule in rules():
        plain = NAME.sub(" ", re.sub(r"\{[^}]*\}|\[\w+\]|\b[\d.]+[dhms]?\b", " ", rule["expr"]))
        assert set(re.findall(r"[A-Za-z_]\w*", plain)) <= WORDS | PROMETHEUS_OWN


def test_each_rule_says_what_is_wrong_and_what_to_do() -> None:
    assert len({rule["alert"] for rule in rules()}) == len(rules())
    for rule in rules():
        assert rule["labels"]["severity"] in ("warning", "critical")
        assert rule["annotations"]["summary"]
        assert rule["annotations"]["description"].endswith(".")


def test_every_number_is_described(families: dict[str, Metric]) -> None:
    described = set(re.findall(r"^\| `(ssi_history_\w+)`", DEPLOY.read_text("utf-8"), re.MULTILINE))
    assert described == {family.name + "_total" * (family.type == "counter") for family in families.values()}


@pytest.mark.parametrize("written", ["alerts_over_days.test.yml", "alerts_within_an_hour.test.yml"])
def test_the_rules_call_when_something_is_wrong_and_only_then(written: str) -> None:
    """As Prometheus itself judges it, over times that are written down beside this."""
    words = [tool("promtool", PACKAGES["promtool"]), "test", "rules", Path(__file__).with_name(written)]
    judged = subprocess.run(words, capture_output=True, text=True, check=False)
    assert judged.returncode == 0, judged.stdout + judged.stderr
