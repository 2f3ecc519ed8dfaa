"""Pages and JSON go out compressed to whoever accepts it, and as they are to everybody else."""

from __future__ import annotations

import gzip

import pytest
from flask.testing import FlaskClient

from server_parts import Api

GZIP = {"Accept-Encoding": "gzip, br;q=0.5"}


def test_a_page_is_the_same_packed_and_unpacked(dashboard: FlaskClient) -> None:
    plain, packed = dashboard.get("/captures"), dashboard.get("/captures", headers=GZIP)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)
    assert len(gzip.decompress(packed.data)) == len(plain.data)
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize("accepted", [None, "br", "gzip;q=0", "identity"])
def test_who_does_not_accept_gzip_gets_none(dashboard: FlaskClient, accepted: str | None) -> None:
    headers = {"Accept-Encoding": accepted} if accepted else {}
    assert "Content-Encoding" not in dashboard.get("/captures", headers=headers).headers


def test_what_is_small_and_what_is_a_file_goes_out_as_it_is(dashboard: FlaskClient) -> None:
    for path in ("/healthz", "/static/base.css"):
        with dashboard.get(path, headers=GZIP) as answer:
            assert "Content-Encoding" not in answer.headers


def test_json_is_packed_too(api: Api) -> None:
    answer = api.client.get("/api/openapi.json", headers=GZIP)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data).startswith(b"{")
