"""Text that is meant to be taken for something else: for a script, a formula, a header, an entity."""

from __future__ import annotations

import csv
import io
import json
import uuid
from collections.abc import Callable
from typing import Any

from flask import Response
from lxml import etree
from lxml.html import document_fromstring
from markupsafe import Markup
from werkzeug.test import TestResponse

from attacks.table.attack import Attack, Defence, Outcome
from attacks.table.defences import ESCAPING, code
from attacks.table.told import runs, unseen
from attacks.table.victim import SECRET, Victim
from pages import submit
from parser_pages import bars, fixture, total
from passwords_of_members import WRONG, give, try_to_sign_in
from server_parts import Browser, capture_body, csrf_token
from ssi_server import guard
from ssi_server.exchange.cells import harmless

SCRIPT = "<script>alert(1)</script>"
HTML = SCRIPT.replace("<", "&lt;")
"""As it stands in a page that shows it as text."""
FORMULA = '=HYPERLINK("https://evil.example")'
DAY = "2026-03-06T09:30:00Z"

POLICY = code(
    "no page lets a script in it run",
    "ssi_server.guard._HEADERS",
    {name: value for name, value in guard._HEADERS.items() if name != "Content-Security-Policy"},
)
JSON_IN_HTML = code(
    "JSON in a page ends no script",
    "ssi_server.web.chart_data.htmlsafe_json_dumps",
    lambda data, **how: Markup(json.dumps(data, **how)),  # noqa: S704  # That is the attack.
)
SCRUBBED = code("a page is scrubbed before it is kept", "ssi_server.captures.intake.scrub", lambda it: it.data.decode())
AS_TEXT = code(
    "a stored page is sent as text",
    "ssi_server.web.captures.Response",
    lambda kept, **_: Response(kept, mimetype="text/html"),
)
DEFUSED = code("a cell is no formula", "ssi_server.exchange.table.harmless", str)
DEFUSED_SHOWN = code("a cell of what is shown is no formula", "ssi_server.web.shown.harmless", str)
ONE_LINE = code("a name is one line of text", "ssi_server.people.names.name", str)
HTML_ONLY = code(
    "a page is read as HTML, which has no entities of its own",
    "ssi_parser.source.document_fromstring",
    lambda data, parser: document_fromstring(_without_entities(data), parser=parser),
)


def _without_entities(data: bytes) -> bytes:
    """As a reader of XML would have it that does all that it is told."""
    parser = etree.XMLParser(load_dtd=True, resolve_entities=True, no_network=False)
    return etree.tostring(etree.fromstring(data, parser), method="html")


def _captured(victim: Victim, html: str, **changes: Any) -> str:
    """The id of a capture that Ann's browser has sent."""
    body = capture_body(html=html, captured_at=DAY, **changes)
    answer = victim.api(victim.ann.token).send(body)
    assert answer.status_code == 201, answer.text
    return str(body["id"])


def _shown(name: str, plant: Callable[[Victim], str], *defences: Defence) -> Attack:
    """A script in something that Ann looks at: `plant` gives the page."""

    def look(victim: Victim) -> Outcome:
        path = plant(victim)
        victim.settle()
        answer = victim.browser(victim.ann.cookie).get(path)
        return unseen(answer, won=runs(answer, SCRIPT))

    return Attack(name, look, "200", defences or (ESCAPING, POLICY))


def _imported(victim: Victim, industry: str) -> str:
    """The id of a capture out of a document that Ann was given. A page can have no such name: it is not read."""
    api, new = victim.api(victim.ann.token), str(uuid.uuid4())
    document = api.get("/api/export.json")
    [capture] = document["captures"]
    capture |= {"id": new, "captured_at": DAY, "page": None}
    capture["reading"]["industry"]["name"] = industry
    answer = api.client.post("/api/import", json=document, headers=api.headers)
    assert answer.json["new"] == 1, answer.text
    return new


def _industry(victim: Victim) -> str:
    return f"/captures/{_imported(victim, SCRIPT)}"


def _break_of_industry(victim: Victim) -> str:
    _imported(victim, f"</script>{SCRIPT}")
    return "/?range=all"


def _note(victim: Victim) -> str:
    submit(victim.browser(victim.ann.cookie), "/notes", {"day": "2026-03-05", "text": SCRIPT})
    return "/notes"


def _device(victim: Victim) -> str:
    submit(victim.browser(victim.ann.cookie), "/devices", {"name": SCRIPT, "scope": "capture"})
    return "/devices"


def _who_asks(victim: Victim) -> str:
    browser = Browser(victim.stranger())
    assert browser.ask(device_name=SCRIPT).status_code == 200
    return f"/pair?user_code={browser.user_code}"


def _reference(victim: Victim) -> str:
    form = {"label.0": SCRIPT, "average.0": "30"}
    assert submit(victim.browser(victim.ann.cookie), "/goals/references", form).status_code == 303
    return "/goals"


def _answered(answer: TestResponse) -> Outcome:
    return unseen(answer, won=runs(answer, SCRIPT))


def _file(victim: Victim) -> Outcome:
    ann = victim.browser(victim.ann.cookie)
    form = {
        "csrf_token": csrf_token(ann.get("/data")),
        "files": (io.BytesIO(f"{SCRIPT},b\n1,2\n".encode()), f"{SCRIPT}.csv"),
    }
    return _answered(ann.post("/data/import", data=form, content_type="multipart/form-data"))


def _code(victim: Victim) -> Outcome:
    """In a link that leads to the page."""
    return _answered(victim.browser(victim.ann.cookie).get("/pair", query_string={"user_code": SCRIPT}))


def _name(victim: Victim) -> Outcome:
    give(victim.database, victim.ann.id)
    victim.settle()
    return _answered(try_to_sign_in(victim.stranger(), WRONG, SCRIPT))


def _stored(victim: Victim) -> str:
    page = fixture("english").replace("<title>", f"<title>{HTML}</title>{SCRIPT}<title>")
    return f"/captures/{_captured(victim, page)}/page.txt"


def _formula(name: str, path: str, plant: Callable[[Victim], object], defence: Defence = DEFUSED) -> Attack:
    def look(victim: Victim) -> Outcome:
        plant(victim)
        victim.settle()
        api = victim.api(victim.ann.token)
        browser = api.client if path.startswith("/api/") else victim.browser(victim.ann.cookie)
        answer = browser.get(path, headers=api.headers if path.startswith("/api/") else {})
        cells = [cell for line in csv.reader(io.StringIO(answer.text)) for cell in line]
        assert FORMULA in cells or harmless(FORMULA) in cells, answer.text
        return unseen(answer, won=FORMULA in cells)

    return Attack(name, look, "200", (defence,))


def _named(name: str) -> Callable[[Victim], Outcome]:
    return lambda victim: unseen(Browser(victim.stranger()).ask(device_name=name))


def _with_entities(victim: Victim, declared: str, wanted: str) -> Outcome:
    """A page that is well-formed XML as well, and in which an entity is the name of the industry."""
    main = total("20") + bars("13.118", "3.68", "0.3", "2.608")
    main += "<p>Sales professionals in the &x; industry have an <strong>average SSI of 31.</strong></p>"
    html = f'<!DOCTYPE html [{declared}]><html lang="en"><body><div id="content-main">{main}</div></body></html>'
    sent = victim.api(victim.ann.token).send(capture_body(html=html, captured_at=DAY))
    victim.settle()
    return unseen(sent, won=wanted in sent.text)


def _outer_entity(victim: Victim) -> Outcome:
    file = victim.settings.data_dir / "planted.txt"
    file.write_text(f"{SECRET} Consulting")
    return _with_entities(victim, f'<!ENTITY x SYSTEM "{file.as_uri()}">', SECRET)


def _entities_of_entities(victim: Victim) -> Outcome:
    nested = (f'<!ENTITY {after} "{f"&{before};" * 3}">' for before, after in ("ab", "bx"))
    return _with_entities(victim, '<!ENTITY a "Laugh ">' + "".join(nested), "Laugh " * 5)


ATTACKS = (
    _shown("script in an industry's name", _industry),
    _shown("script in an industry's name that ends the chart's data", _break_of_industry, JSON_IN_HTML, POLICY),
    _shown("script in a note", _note),
    _shown("script in a device's name", _device),
    _shown("script in the name of a device that asks to be let in", _who_asks),
    _shown("script in the label of an average", _reference),
    _shown("script in a page title", _stored, SCRUBBED, AS_TEXT, POLICY),
    Attack("script in the name and the columns of a file", _file, "200", (ESCAPING, POLICY)),
    Attack("script in a pairing code", _code, "404", (ESCAPING, POLICY)),
    Attack("script in the name of who signs in", _name, "401", (ESCAPING, POLICY)),
    _formula("a CSV formula in an industry's name", "/api/export.csv", lambda it: _imported(it, FORMULA)),
    _formula(
        "a CSV formula from a client", "/api/export.csv", lambda it: _captured(it, fixture("english"), client=FORMULA)
    ),
    _formula(
        "a CSV formula in what is shown",
        "/history.csv?range=all",
        lambda it: _imported(it, FORMULA),
        DEFUSED_SHOWN,
    ),
    Attack("header injection by a device's name", _named("x\r\nSet-Cookie: a=b"), "400 invalid_request", (ONE_LINE,)),
    Attack("a device's name that a terminal obeys", _named("\x1b[2Jx"), "400 invalid_request", (ONE_LINE,)),
    Attack("an XML entity that names a file", _outer_entity, "201", (HTML_ONLY,)),
    Attack("XML entities made of entities", _entities_of_entities, "201", (HTML_ONLY,)),
)
