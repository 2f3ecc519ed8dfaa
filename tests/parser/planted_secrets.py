"""What could identify a member, as it may stand on a page: every line is one kind of secret in one kind of place.

The member is "Żaneta O’Brien-Łukasik", who does not exist; telephone numbers are from ranges that lead nowhere.
"""

from __future__ import annotations

NAME = ("aneta", "brien", "ukasik")
"""What must not be left of the name, in any spelling: letters that need no accent."""

LINK = '<a href="/in/zaneta-lukasik-4b7a12/">Żaneta O’Brien-Łukasik</a>'
"""How the page names its member in the navigation."""

ANYWHERE: dict[str, tuple[str, tuple[str, ...]]] = {
    # People's pages and pictures
    "profile link, absolute": ('<a href="https://www.linkedin.com/in/zaneta-lukasik-4b7a12">Profile</a>', NAME),
    "profile link, relative": ('<a href="/in/zaneta-lukasik-4b7a12/recent-activity">Me</a>', NAME),
    "profile link in text": ("<p>See linkedin.com/in/zaneta-lukasik-4b7a12 for more</p>", (*NAME, "4b7a12")),
    "profile path in text": ("<p>See /in/zaneta-lukasik-4b7a12/</p>", (*NAME, "4b7a12")),
    "address without scheme": ("<p>Read zaneta-lukasik.example/blog/2026 today</p>", (*NAME, ".example")),
    "address of a person's site": ("<p>Read https://zaneta.example/about?me=1 today</p>", (*NAME, ".example")),
    "photo": ('<img src="https://media.example/dms/zaneta.jpg" alt="Żaneta O’Brien-Łukasik">', (*NAME, "media")),
    "photo, srcset": ('<img srcset="https://media.example/zaneta.jpg 2x">', (*NAME, "media.example")),
    "photo, lazy": ('<img data-delayed-url="https://media.example/zaneta.jpg">', (*NAME, "media.example")),
    "photo as background": ('<div style="background:url(https://media.example/z.jpg)"></div>', ("media.example",)),
    "photo in a style sheet": ("<style>.me{background:url(https://media.example/z.jpg)}</style>", ("media.example",)),
    "photo as data": ('<img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUg">', ("base64", "iVBORw0KGgo")),
    "photo as data in text": ("<p>data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUA</p>", ("base64", "iVBORw0KGgo")),
    "picture": ('<picture><source srcset="/zaneta.webp"><img alt="Łukasik"></picture>', NAME),
    "drawing with a title": ("<svg><title>Żaneta O’Brien-Łukasik</title><text>ŻŁ</text></svg>", NAME),
    "video": ('<video poster="/zaneta.jpg"><track label="Łukasik"></video>', NAME),
    # Names in attributes
    "aria-label": ('<button aria-label="Menu of Żaneta O’Brien-Łukasik">Menu</button>', NAME),
    "aria-label of a kept element": ('<p aria-label="Żaneta O’Brien-Łukasik">Menu</p>', NAME),
    "title attribute": ('<span title="Żaneta O’Brien-Łukasik">Menu</span>', NAME),
    "data attribute": ('<div data-owner="Żaneta Łukasik">Menu</div>', NAME),
    "class name": ('<div class="card owner-zaneta-lukasik">Menu</div>', NAME),
    "id": ('<div id="card-zaneta-lukasik">Menu</div>', NAME),
    "label for": ('<label for="zaneta-lukasik">Menu</label>', NAME),
    "role": ('<div role="zaneta-lukasik">Menu</div>', NAME),
    "microdata": ('<div itemscope itemid="zaneta"><meta itemprop="name" content="Łukasik">Menu</div>', NAME),
    "own tag": ("<zaneta-card name='Łukasik'>Menu</zaneta-card>", NAME),
    # Numbers and identifiers of members
    "member id in text": ("<p>Member 4815162342</p>", ("4815162342",)),
    "member id in an id": ('<div id="member-4815162342">Menu</div>', ("4815162342",)),
    "member id in pieces": ('<div id="member-4815-1623-4248">Menu</div>', ("4815", "4248")),
    "member id in a class": ('<div class="m4815162342">Menu</div>', ("4815162342",)),
    "member id in a value": ('<li value="4815162342">Menu</li>', ("4815162342",)),
    "member id in aria-valuenow": ('<div aria-valuenow="4815162342">Menu</div>', ("4815162342",)),
    "urn:li:member": ('<div data-urn="urn:li:member:4815162342">Menu</div>', ("urn", "4815162342")),
    "urn:li:member in text": ("<p>urn:li:member:4815162342</p>", ("urn", "4815162342")),
    "urn, escaped": ("<p>urn%3Ali%3Amember%3A4815162342</p>", ("urn", "4815162342")),
    "fsd_profile": ("<p>urn:li:fsd_profile:ACoAAQzx8hYBqT7nE4k</p>", ("urn", "ACoAA")),
    "fs_miniProfile": ("<p>(urn:li:fs_miniProfile:ACoAAQzx8hYBqT7nE4k)</p>", ("urn", "ACoAA")),
    "profile id alone": ("<p>ACoAAQzx8hYBqT7nE4kLmN0pQrS</p>", ("ACoAA",)),
    "sales profile": ("<p>/sales/people/ACwAAQzx8hYBqT7nE4k,NAME_SEARCH,Kx3p</p>", ("ACwAA", "NAME_SEARCH")),
    # E-mail and telephone
    "e-mail": ("<p>Write to zaneta@mail.example today</p>", (*NAME, "mail.example")),
    "e-mail, entities": ("<p>&#122;&#97;&#110;&#101;&#116;&#97;&#64;mail&#46;example</p>", (*NAME, "mail.example")),
    "e-mail, written out": ("<p>zaneta (at) mail (dot) example</p>", NAME),
    "e-mail over elements": ("<p>zaneta<span>@</span>mail.example</p>", (*NAME, "mail.example")),
    "mailto": ('<a href="mailto:zaneta@mail.example">Write</a>', (*NAME, "mail.example")),
    "tel link": ('<a href="tel:+12025550143">Call</a>', ("555",)),
    "telephone, international": ("<p>Call +1-202-555-0143</p>", ("555", "0143")),
    "telephone, American": ("<p>Call (202) 555-0143</p>", ("555", "0143")),
    "telephone, American, dots": ("<p>Call 202.555.0143</p>", ("555", "0143")),
    "telephone, British": ("<p>Call 020 7946 0958</p>", ("7946", "0958")),
    "telephone, French": ("<p>Appelez le 01.99.00.43.21</p>", ("99.00", "43.21")),
    "telephone, German": ("<p>Telefon 030/23125-678</p>", ("23125", "678")),
    "telephone, Brazilian": ("<p>Ligue (11) 95550-0143</p>", ("95550", "0143")),
    "telephone, narrow blanks": (
        "<p>Call +33\u202f1\u202f99\u202f00\u202f43\u202f21</p>",
        ("00\u202f43", "43\u202f21"),
    ),
    "telephone, Arabic digits": ("<p>٠٢٠٧٩٤٦٠٩٥٨</p>", ("٧٩٤٦",)),
    "telephone over elements": ("<p>+1 202 <b>555</b> <b>0143</b></p>", ("0143",)),
    # Tokens, cookies, tracking
    "script": ('<script>var csrf = "ajax:4815162342", li_at = "AQEDARx"</script>', ("ajax", "AQEDAR")),
    "cookie in text": ("<p>li_at=AQEDARx8hYBqT7nE4k; JSESSIONID=ajax:4815162342</p>", ("AQEDAR", "4815162342")),
    "token in text": ("<p>ajax:4815162342</p>", ("4815162342",)),
    "web token in text": ("<p>eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0OCJ9.kQx8hYBqT7nE4k</p>", ("eyJhbG", "eyJzdW", "kQx8h")),
    "hexadecimal key in text": ("<p>9f86d081884c7d659a2feaa0c55ad015</p>", ("9f86d081", "c55ad015")),
    "uuid in text": ("<p>3f2b8c1e-77aa-4e0b-9a55-0c2d4e6f8a1b</p>", ("3f2b8c1e", "0c2d4e6f8a1b")),
    "token in a query": ('<a href="/sales/ssi?csrfToken=ajax%3A481516&trk=x">Menu</a>', ("481516", "csrf")),
    "tracking id in a query": ('<a href="/feed/?trackingId=Kx3pQ%3D%3D&lipi=urn">Menu</a>', ("Kx3p", "lipi")),
    "tracking attribute": ('<p data-tracking-id="Kx3pQ0ZhTq">Menu</p>', ("Kx3p",)),
    "token in a class": ('<div class="Kx3pQ0ZhTqW9vB2nM">Menu</div>', ("Kx3p",)),
    "token in an id": ('<div id="t-Kx3pQ0ZhTqW9vB2nM">Menu</div>', ("Kx3p",)),
    "comment": ("<!-- session of zaneta@mail.example -->", NAME),
    "conditional comment": ("<!--[if IE]><p>Łukasik</p><![endif]-->", NAME),
    "processing instruction": ("<?session zaneta?>", NAME),
    "handler": ("<p onclick=\"go('/in/zaneta')\">Menu</p>", NAME),
    # Forms and what is not shown
    "input": ('<input type="hidden" name="csrf" value="ajax:4815162342">', ("ajax", "4815162342")),
    "input, e-mail": ('<input name="session_key" value="zaneta@mail.example" placeholder="Łukasik">', NAME),
    "textarea": ("<textarea>Dear Żaneta</textarea>", NAME),
    "option": ("<select><option selected>Żaneta Łukasik</option></select>", NAME),
    "data list": ("<datalist><option value='Łukasik'></datalist>", NAME),
    "editable": ('<div contenteditable="true">Żaneta Łukasik</div>', NAME),
    "noscript": ("<noscript><p>Łukasik</p></noscript>", NAME),
    "template": ("<template><p>Łukasik</p></template>", NAME),
    "iframe": ('<iframe srcdoc="<p>Łukasik</p>" src="/x?u=zaneta"></iframe>', NAME),
    "object": ('<object data="/zaneta.pdf"><param name="n" value="Łukasik"></object>', NAME),
    # Messages
    "dialog": ("<dialog open><p>Orsolya wrote: lunch on Friday?</p></dialog>", ("Orsolya", "lunch")),
    "aside": ("<aside><p>Orsolya wrote: lunch on Friday?</p></aside>", ("Orsolya", "lunch")),
    "notification": ('<div role="alert"><p>Orsolya viewed your profile</p></div>', ("Orsolya",)),
    "dialog by role": ('<div role="dialog"><p>Orsolya wrote: lunch on Friday?</p></div>', ("Orsolya", "lunch")),
    "message list": ('<div class="msg-overlay-list"><p>Orsolya: lunch?</p></div>', ("Orsolya", "lunch")),
    # JSON
    "code": ('<code>{"firstName":"Żaneta","lastName":"Łukasik","publicIdentifier":"zaneta-l"}</code>', NAME),
    "pre": ('<pre>{"firstName":"Żaneta","objectUrn":"urn:li:member:4815162342"}</pre>', (*NAME, "4815162342")),
    "JSON in text": ('<p>{"publicIdentifier":"zaneta-lukasik-4b7a12"}</p>', (*NAME, "4b7a12")),
    "JSON for machines": ('<script type="application/ld+json">{"name":"Żaneta"}</script>', NAME),
}
"""Kinds of secrets that are planted outside the main content, and inside it beside the figures."""

NAME_IN_CONTENT = {
    "heading": "<h2>Żaneta O’Brien-Łukasik</h2>",
    "sentence": "<p>Well done, Żaneta: keep going!</p>",
    "last name alone": "<p>Dear Ms Łukasik, your score is updated daily.</p>",
    "possessive": "<p>Żaneta’s score and O'Brien-Łukasik's network</p>",
    "capitals": "<p>ŻANETA O’BRIEN-ŁUKASIK</p>",
    "small letters": "<p>żaneta o’brien-łukasik</p>",
    "other apostrophe": "<p>Żaneta O'Brien</p>",
    "half of a double name": "<p>Żaneta Łukasik, or Ms O’Brien</p>",
    "decomposed accents": "<p>Z\u0307aneta, Brien</p>",
    "without accents": "<p>Zaneta Obrien-Lukasik</p>",
    "as in the address": "<p>zaneta-lukasik-4b7a12</p>",
    "in two elements": "<p><span>Żaneta</span> <span>Łukasik</span></p>",
    "letters in two elements": "<p><b>Ż</b>aneta <b>Ł</b>ukasik</p>",
    "joined to a word": "<p>Team-Łukasik and Żaneta-Score</p>",
    "entities": "<p>&#379;aneta &#x141;ukasik</p>",
    "invisible letters": "<p>Ża\u200bneta Łu\u00adkasik</p>",
    "in brackets": "<p>Your score (Żaneta Łukasik, 2nd)</p>",
    "beside a figure": "<p>Żaneta ranks in the top 75%</p>",
    "in a cell": "<table><tr><th>Żaneta Łukasik</th></tr></table>",
    "in a caption": "<table><caption>Score of Żaneta Łukasik</caption></table>",
    "in a label": '<label for="x">Żaneta Łukasik</label>',
}
"""The member's name inside the main content of a page that names her in its navigation."""

NAMED_BY = {
    "profile link": LINK,
    "photo": '<img class="global-nav__me-photo" alt="Żaneta O’Brien-Łukasik">',
    "photo of": '<img class="global-nav__me-photo" alt="Photo of Żaneta O’Brien-Łukasik">',
    "title of a photo": '<img class="profile-photo" title="Żaneta O’Brien-Łukasik">',
    "label of a menu": '<button aria-label="Żaneta O’Brien-Łukasik">Me</button>',
    "title of a menu": '<div class="global-nav__me" title="Żaneta O’Brien-Łukasik">Me</div>',
    "label of a profile link": '<a href="/in/z-4b7a12" aria-label="Profile of Żaneta O’Brien-Łukasik">Me</a>',
    "text of a menu": '<nav><div class="name">Żaneta O’Brien-Łukasik</div></nav>',
    "card": '<aside><div class="profile-card"><h3>Żaneta O’Brien-Łukasik</h3></div></aside>',
    "JSON": '<code>{"firstName":"Żaneta","lastName":"O’Brien-Łukasik","occupation":"Sales"}</code>',
    "JSON in a script": '<script>var me = {"firstName":"Żaneta","lastName":"O’Brien-Łukasik"}</script>',
    "nested JSON": '<code>{"included":[{"miniProfile":{"firstName":"Żaneta","lastName":"O’Brien-Łukasik"}}]}</code>',
    "meta": '<meta property="profile:first_name" content="Żaneta"><meta name="author" content="O’Brien-Łukasik">',
    "title": "<title>(3) Żaneta O’Brien-Łukasik | LinkedIn</title>",
}
"""How a page names its member outside the main content."""

IN_SCORES = {
    "name": ('"memberName":"Żaneta Łukasik"', NAME),
    "urn": ('"memberUrn":"urn:li:member:4815162342"', ("urn", "4815162342")),
    "number": ('"seatId":4815162342', ("4815162342",)),
    "address": ('"profile":{"publicIdentifier":"zaneta-lukasik"}', NAME),
    "unknown object": ('"owner":[{"email":"zaneta@mail.example"}]', NAME),
}
"""What is planted as a further key beside the figures of the embedded JSON."""

AS_VALUES = {
    "industry is a name": ('"industry":"IT Services & IT Consulting"', '"industry":"Żaneta O’Brien-Łukasik"', NAME),
    "industry is an address": (
        '"industry":"IT Services & IT Consulting"',
        '"industry":"z@mail.example"',
        ("mail.exam",),
    ),
    "pillar is a name": ('"pillar":"PROFESSIONAL_BRAND"', '"pillar":"Żaneta"', NAME),
    "kind is a name": ('"groupType":"NETWORK"', '"groupType":"Łukasik"', NAME),
    "kind is an urn": ('"groupType":"NETWORK"', '"groupType":"urn:li:member:4815162342"', ("urn", "4815162342")),
    "rank is a member id": ('"rank":81', '"rank":4815162342', ("4815162342",)),
    "score is a token": ('"overall":30.99', '"overall":"ajax:4815162342"', ("ajax", "4815162342")),
}
"""What is planted in place of a value that is kept."""
