"""What people read comes in the language that their browser asks for, and nothing of it is left untranslated."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import pytest
from babel.messages import Catalog, Message
from babel.messages.mofile import read_mo
from flask.testing import FlaskClient

import catalogues
from server_parts import Api, Browser, Clock, answer_on_page, capture_body, csrf_token, problem
from ssi_server.web.pairing import WRONG_CODES

PLACEHOLDERS = re.compile(r"%\(\w+\)s|</?\w+[^>]*>")

IN_EACH = pytest.mark.parametrize("language", catalogues.TRANSLATED)

SIGNED_OUT = {
    "en": ("LinkedIn asks for a sign-in on this page", "Sign in to LinkedIn, open the SSI page and click again."),
    "es": (
        "LinkedIn pide iniciar sesión en esta página",
        "Inicia sesión en LinkedIn, abre la página del SSI y vuelve a hacer clic.",
    ),
    "pl": (
        "LinkedIn wymaga na tej stronie zalogowania się",
        "Zaloguj się na LinkedInie, otwórz stronę SSI i kliknij ponownie.",
    ),
    "pt-BR": ("O LinkedIn pede login nesta página", "Entre no LinkedIn, abra a página do SSI e clique de novo."),
}


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def texts(catalogue: Catalog) -> dict[object, tuple[str, ...]]:
    """Translations by context and original."""
    return {(context(message), *forms(message.id)): forms(message.string) for message in catalogue if message.id}


def context(message: Message) -> str | None:
    """What tells two texts apart that are the same in English; Babel leaves a compiled one as bytes."""
    found: str | bytes | None = message.context
    return found.decode() if isinstance(found, bytes) else found


@IN_EACH
def test_a_catalogue_holds_the_texts_of_the_code_and_no_others(language: str) -> None:
    assert texts(catalogues.catalogue(language)).keys() == texts(catalogues.texts()).keys()


@IN_EACH
def test_every_text_is_translated_with_its_placeholders_and_tags(language: str) -> None:
    catalogue = catalogues.catalogue(language)
    for message in catalogue:
        if message.id:
            assert not message.fuzzy, message.id
            originals, translations = forms(message.id), forms(message.string)
            assert len(translations) == (catalogue.num_plurals if message.pluralizable else 1)
            assert all(translations), message.id
            wanted = sorted(PLACEHOLDERS.findall(originals[-1]))
            assert sorted(PLACEHOLDERS.findall(translations[-1])) == wanted, message.id


@IN_EACH
def test_what_is_installed_is_what_was_translated(language: str) -> None:
    assert texts(read_mo(io.BytesIO(catalogues.on_disk(language)))) == texts(catalogues.catalogue(language))


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        *((language, language) for language in SIGNED_OUT),
        ("es-MX,en;q=0.5", "es"),
        ("pl-PL,pl;q=0.9,en;q=0.8", "pl"),
        ("pt", "pt-BR"),
        ("pt-PT,pt;q=0.9,en;q=0.8", "pt-BR"),
        ("en-US,es;q=0.9", "en"),
        ("de,pl;q=0.7,en;q=0.3", "pl"),
        ("pl;q=0,de", "en"),
        ("tlh", "en"),
        ("*", "en"),
        ("", "en"),
    ],
)
def test_a_refusal_is_told_in_the_language_asked_for(api: Api, asked: str, given: str) -> None:
    answer = api.send(capture_body("signed-out"), **{"Accept-Language": asked})
    document = problem(answer, 422, "signed_out")
    assert (document["title"], document["detail"]) == SIGNED_OUT[given]


def test_a_replay_in_another_language_is_the_same_refusal(api: Api) -> None:
    body = capture_body("redesign")
    documents = [
        problem(api.send(body, **{"Accept-Language": language}), 422, "unreadable") for language in ("pl", "es", "en")
    ]
    assert len({document.pop("title") for document in documents}) == 3
    assert len({document.pop("detail") for document in documents}) == 3
    assert documents[0] == documents[1] == documents[2]


def test_what_programmers_read_stays_english(api: Api, browser: Browser) -> None:
    polish = {"Accept-Language": "pl"}
    document = problem(api.client.post("/api/captures", data="x", headers=api.headers | polish), 415, "not_json")
    assert document["title"] == "The request is not JSON"
    asked = {"client_id": "test", "device_name": "two\nlines"}
    answer = browser.client.post("/api/pairing", data=asked, headers=polish)
    assert answer.json["error_description"].isascii()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", ["Panel", "¿Conectar este navegador?", "ahora mismo", "enviar capturas y leer tu resumen", "Permitir"]),
        ("pl", ["Panel", "Połączyć tę przeglądarkę?", "przed chwilą", "wysyłać zapisy", "Zezwól"]),
        (
            "pt-BR",
            ["Painel", "Conectar este navegador?", "agora mesmo", "enviar capturas e ler", "Permitir"],
        ),
    ],
)
def test_the_page_that_lets_a_browser_in_is_translated(
    dashboard: FlaskClient, browser: Browser, language: str, words: list[str]
) -> None:
    browser.ask()
    page = dashboard.get(f"/pair?user_code={browser.user_code}", headers={"Accept-Language": language})
    assert f'<html lang="{language}">' in page.text
    assert [word for word in words if word not in page.text] == []
    assert "Connect this" not in page.text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", ["Conectado", "Denegado", "Intentar de nuevo"]),
        ("pl", ["Połączono", "Odmówiono", "Spróbuj ponownie"]),
        ("pt-BR", ["Conectado", "Negado", "Tentar de novo"]),
    ],
)
def test_what_follows_is_translated_too(
    client: FlaskClient, dashboard: FlaskClient, language: str, words: list[str]
) -> None:
    asked = {"Accept-Language": language}
    for browser, path, word in zip(
        (dashboard, dashboard, client), ("/pair/connected", "/pair/denied", "/pair"), words, strict=True
    ):
        page = browser.get(path, headers=asked).text
        assert f'<html lang="{language}">' in page
        assert f">{word}<" in page


@pytest.mark.parametrize(
    ("minutes", "waited"), [(1, "1 minutę temu"), (3, "3 minuty temu"), (5, "5 minut temu"), (0, "przed chwilą")]
)
def test_counts_take_the_form_that_polish_asks_for(
    dashboard: FlaskClient, browser: Browser, clock: Clock, minutes: int, waited: str
) -> None:
    browser.ask()
    clock.move(minutes=minutes)
    page = dashboard.get(f"/pair?user_code={browser.user_code}", headers={"Accept-Language": "pl"})
    assert f">{waited}<" in page.text


def test_too_many_wrong_codes_are_told_with_the_time_to_wait(dashboard: FlaskClient, clock: Clock) -> None:
    asked = {"Accept-Language": "pl"}
    for _ in range(WRONG_CODES.times):
        assert "<bdi>BBBBBBBB</bdi>" in dashboard.get("/pair?user_code=BBBBBBBB", headers=asked).text
    for passed, wait in ((0, "10 minut,"), (7, "3 minuty,"), (2, "za minutę,")):
        clock.move(minutes=passed)
        assert wait in dashboard.get("/pair?user_code=BBBBBBBB", headers=asked).text


def test_the_devices_and_their_dates_are_translated(dashboard: FlaskClient, browser: Browser) -> None:
    browser.ask(device_name="<Firefox>")
    answer_on_page(dashboard, browser.user_code, "allow")
    browser.poll()
    asked = {"Accept-Language": "es"}
    page = dashboard.get("/devices", headers=asked)
    assert "Último uso" in page.text
    assert 'aria-label="Revocar &lt;Firefox&gt;"' in page.text
    form = {"csrf_token": csrf_token(page), "device_id": re.findall(r'name="device_id" value="(\w+)"', page.text)[0]}
    dashboard.post("/devices/rename", data=form | {"name": ""}, headers=asked)
    assert "Un nombre tiene de uno a 100" in dashboard.get("/devices", headers=asked).text
    dashboard.post("/devices/revoke", data=form, headers=asked)
    page = dashboard.get("/devices", headers=asked)
    assert "El dispositivo se ha revocado" in page.text
    assert re.search(r"revocado el <time datetime=\"[^\"]+\">\d{1,2} [a-z]{3,4} \d{4}</time>", page.text)


@pytest.mark.parametrize(
    ("language", "title"), [("es", "No hay nada en esta dirección"), ("en-GB", "There is nothing")]
)
def test_a_person_learns_in_their_language_that_there_is_no_such_page(
    dashboard: FlaskClient, language: str, title: str
) -> None:
    page = dashboard.get("/nowhere", headers={"Accept-Language": language})
    assert page.status_code == 404
    assert f'<html lang="{language}">' in page.text
    assert title in page.text


def test_a_program_learns_it_in_english(api: Api) -> None:
    answer = api.client.get("/api/nowhere", headers=api.headers | {"Accept-Language": "es"})
    document = problem(answer, 404, "not_found")
    assert document["title"] == "There is nothing at this address"
    assert document["detail"].isascii()


def test_no_language_stays_in_the_compiled_templates(dashboard: FlaskClient) -> None:
    for language, pillar in (("en", "Brand"), ("es", "Marca"), ("pl", "Marka"), ("en", "Brand")):
        page = dashboard.get("/notes", headers={"Accept-Language": language}).text
        assert f'<option value="brand" >{pillar}</option>' in page
