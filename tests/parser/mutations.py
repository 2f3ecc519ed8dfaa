"""Fixture pages with random harm: pieces cut, doubled, moved, and fragments put where nobody expects them."""

from __future__ import annotations

from hypothesis import strategies as st

from parser_pages import FIXTURES, fixture

NAMES = sorted(folder.parent.name for folder in FIXTURES.glob("*/page.html"))

FRAGMENTS = (
    *("<", ">", '"', "'", "&", ";", "\0", "<!--", "-->", "<![CDATA[", "]]>", "<script>", "</script>", "<style>"),
    *("<main>", "</main>", "</html>", "<table>", "<tr>", "<td>", "</td>", "<figure>", "<dl>", "<dt>", "<dd>9", "<li>"),
    *("<progress max=25 value=7>", "<progress value=>", "<p>7%", "100", "1e9", "-1", "٣٤", "%51", "9" * 400, "½", "²"),
    *("<svg>", "<template>", "<noscript>", "<textarea>", "<title>", "<frameset>", "<plaintext>", "<select>", "<math>"),
    *(
        '<code>{"activeSeat":',
        '{"memberScore":{"overall":1e999}}',
        '"groupScore":[[]]',
        "\ud800",
        "&#x110000;",
        "&nbsp;",
    ),
    *(
        "<div " + "a=b " * 50,
        "<div>" * 60,
        "id=content-main",
        'role="main"',
        "<base href=//x>",
        "<a href=/in/x>Ann</a>",
    ),
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A fixture page after one to five random changes."""
    html = fixture(draw(st.sampled_from(NAMES)))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(html)))
        end = min(start + draw(st.integers(0, 400)), len(html))
        piece = draw(st.sampled_from((*FRAGMENTS, "", html[start:end] * 2)))
        html = html[:start] + piece + html[end:]
    return html
