"""A form whose parts are damaged on the way is a request that cannot be understood."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from server_parts import csrf_token


@pytest.mark.parametrize(
    "disposition",
    [b"form-data", b'form-data; name="unclosed', b"form-data; name=,x", b"", b"attachment", b'form-data; filename="x"'],
)
@pytest.mark.parametrize("is_ours", [True, False])
def test_a_part_without_a_name(dashboard: FlaskClient, disposition: bytes, is_ours: bool) -> None:
    token = csrf_token(dashboard.get("/data")).encode()
    named = [b'form-data; name="csrf_token"\r\n\r\n' + token] if is_ours else []
    parts = [disposition + b"\r\n\r\nvalue", *named]
    body = b"".join(b"--b\r\nContent-Disposition: %s\r\n" % part for part in parts) + b"--b--\r\n"
    answer = dashboard.post("/data/import", data=body, content_type="multipart/form-data; boundary=b")
    assert answer.status_code == 400
