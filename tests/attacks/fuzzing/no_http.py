"""What is hardly HTTP, or not at all."""

from __future__ import annotations

from random import Random

from . import odd

_HOST = b"Host: 127.0.0.1\r\n"
_POST = b"POST /api/captures HTTP/1.1\r\n" + _HOST
_GET = b"GET / HTTP/1.1\r\n" + _HOST

WHOLE = (
    b"\r\n\r\n",
    b"GET\r\n\r\n",
    b"GET /\r\n\r\n",
    b"GET / HTTP/9.9\r\n" + _HOST + b"\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET  /  HTTP/1.1\r\n" + _HOST + b"\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    b"GET /\0 HTTP/1.1\r\n" + _HOST + b"\r\n",
    b"GET /\xff\xfe HTTP/1.1\r\n" + _HOST + b"\r\n",
    b"GET http://127.0.0.1/ HTTP/1.1\r\n" + _HOST + b"\r\n",
    b"GET http://[::1 HTTP/1.1\r\n" + _HOST + b"\r\n",
    b"GET //example.org/ HTTP/1.1\r\n" + _HOST + b"\r\n",
    b"OPTIONS * HTTP/1.1\r\n" + _HOST + b"\r\n",
    b"GET / HTTP/1.1\r\nHost: a..b\r\n\r\n",
    b"CONNECT 127.0.0.1:22 HTTP/1.1\r\n" + _HOST + b"\r\n",
    b"G\xc3\xa4T / HTTP/1.1\r\n" + _HOST + b"\r\n",
    b"get / HTTP/1.1\r\n" + _HOST + b"\r\n",
    _GET + b"Host: example.org\r\n\r\n",
    _GET + b"Name\r\n\r\n",
    _GET + b": value\r\n\r\n",
    _GET + b"Na me: value\r\n\r\n",
    _GET + b"Name : value\r\n\r\n",
    _GET + b"Name: a\0b\r\n\r\n",
    _GET + b"Name: a\r\n folded\r\n\r\n",
    _GET + b"Name: \xff\xfe\r\n\r\n",
    _GET + b"Name: a\nOther: b\r\n\r\n",
    _GET + b"".join(b"N%d: x\r\n" % number for number in range(10_000)) + b"\r\n",
    _GET + b"Name: " + b"x" * 300_000 + b"\r\n\r\n",
    b"GET /" + b"x" * 300_000 + b" HTTP/1.1\r\n" + _HOST + b"\r\n",
    _POST + b"Content-Length: x\r\n\r\n{}",
    _POST + b"Content-Length: -1\r\n\r\n{}",
    _POST + b"Content-Length: +2\r\n\r\n{}",
    _POST + b"Content-Length: " + b"9" * 60 + b"\r\n\r\n{}",
    _POST + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    _POST + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    _POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
    _POST + b"Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n",
    _POST + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}\r\n0\r\n\r\n",
    _POST + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}xx0\r\n\r\n",
    _POST + b"Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n",
    _POST + b"Transfer-Encoding: cow\r\n\r\n0\r\n\r\n",
    _POST + b"Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}",
    _POST + b"Expect: the-unexpected\r\nContent-Length: 2\r\n\r\n{}",
    _GET + b"\r\n" + _GET + b"\r\n" + b"junk" * 100,
)


def sample(random: Random) -> bytes:
    """One of those above, as it is, cut off or damaged."""
    whole = random.choice(WHOLE)
    match random.randrange(3):
        case 0:
            return whole[: random.randrange(len(whole))]
        case 1:
            return odd.damaged(random, whole)
        case _:
            return whole
