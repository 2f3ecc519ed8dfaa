"""What stands around the score on every page: navigation, profile links of nobody, answers of other services."""

from __future__ import annotations

from random import Random

PEOPLE = ("Noor Example", "Ilse Sample", "Teo Placeholder", "Mira Nobody")


def before(rng: Random) -> str:
    """Everything that precedes the main content; numbers and a percentage among it."""
    name = rng.choice(PEOPLE)
    link = f'<a href="https://www.linkedin.com/in/{name.lower().replace(" ", "-")}-{rng.randint(10, 99)}/">{name}</a>'
    items = "".join(
        f'<li><a class="global-nav__primary-link" href="/x/{i}"><span class="t-12">Item {i}</span></a></li>'
        for i in range(rng.randint(2, 5))
    )
    badge = f'<li><span class="notification-badge__count">{rng.randint(1, 99)}</span>{link}</li>'
    offer = f"<div>Try Premium, {rng.randint(10, 60)}% off</div>" if rng.random() < 0.3 else ""
    return f'<header class="global-nav"><nav><ul>{items}{badge}</ul></nav>{offer}</header>'


def after(rng: Random) -> str:
    messages = "".join(f"<li>{name}: {rng.randint(1, 30)} min</li>" for name in rng.sample(PEOPLE, 2))
    return f'<aside class="msg-overlay"><ul>{messages}</ul></aside><footer><a href="/about/">© 2026</a></footer>'


def code(rng: Random) -> str:
    """The answers of other services that the shell carries, with scores and ranks of another kind."""
    blobs = (
        f'{{"data":{{"status":200,"paging":{{"count":10,"total":{rng.randint(0, 99)}}}}},"included":[]}}',
        f'{{"request":"/api/navigation","score":{rng.randint(0, 99)},"rank":{rng.randint(1, 9)}}}',
    )
    chosen = rng.sample(blobs, rng.randint(0, 2))
    return "".join(f'<code style="display: none">{blob.replace(chr(34), "&quot;")}</code>' for blob in chosen)
