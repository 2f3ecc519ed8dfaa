"""The least that taking a page can cost: a bare Flask route that keeps the body's fields as they came, in one row.

`python -m bench.floor FILE-OR-URL` serves it on a free port, which it prints, with the WSGI server just as
`ssi-history serve` sets it up. The row is as durable as a capture is.
"""

from __future__ import annotations

import sqlite3
import sys
from threading import local
from typing import Any

import psycopg
from flask import Flask, request

from ssi_server.listener import listener

_TABLE = "CREATE TABLE IF NOT EXISTS floor (id text PRIMARY KEY, captured_at text, html text)"
_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 10000")


def floor(place: str) -> Flask:
    """The route; `place` is the path of a SQLite file, or the address of a PostgreSQL database."""
    app, kept = Flask(__name__), local()
    connect, mark = (_postgresql, "%s") if place.startswith("postgresql") else (_sqlite, "?")
    insert = f"INSERT INTO floor VALUES ({mark}, {mark}, {mark})"
    connect(place).execute(_TABLE)

    @app.post("/api/captures")
    def keep() -> tuple[dict[str, Any], int]:
        body = request.get_json()
        if not hasattr(kept, "connection"):
            kept.connection = connect(place)
        kept.connection.execute(insert, (body["id"], body["captured_at"], body["html"]))
        return {"id": body["id"]}, 201

    return app


def _sqlite(file: str) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _postgresql(url: str) -> psycopg.Connection[Any]:
    return psycopg.connect(url, autocommit=True)


if __name__ == "__main__":
    server = listener(floor(sys.argv[1]), "127.0.0.1", 0)
    sys.stdout.write(f"{server.effective_port}\n")
    sys.stdout.flush()
    server.run()
