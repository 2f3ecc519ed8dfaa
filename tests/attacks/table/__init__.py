"""What somebody may try against an installation, theme by theme; each row with the defence that stands in its way."""

from attacks.table import (
    archives,
    http,
    injected_text,
    limits,
    names,
    nul,
    origin,
    other_people,
    pairing,
    sign_in,
    tokens,
)

TABLE = {
    "origin": origin.ATTACKS,
    "names": names.ATTACKS,
    "sign_in": sign_in.ATTACKS,
    "pairing": pairing.ATTACKS,
    "tokens": tokens.ATTACKS,
    "other_people": other_people.ATTACKS,
    "injected_text": injected_text.ATTACKS,
    "archives": archives.ATTACKS,
    "limits": limits.ATTACKS,
    "http": http.ATTACKS,
    "nul": nul.ATTACKS,
}
