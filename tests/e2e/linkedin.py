"""A stand-in for www.linkedin.com, over HTTPS on this machine.

`member` maps the name www.linkedin.com to it, so that the genuine address stands in the address bar.
"""

import base64
import hashlib
import ssl

import trustme
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from e2e.website import Website

HOST = "www.linkedin.com"
SSI_PATH = "/sales/ssi"
SCORES_PATH = "/sales/ssi/scores"


class LinkedIn(Website):
    def __init__(self) -> None:
        super().__init__()
        self._certificate = trustme.CA().issue_cert(HOST)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._certificate.configure_cert(context)
        # The handshake waits for the handler's thread: a browser opens connections that it may never use.
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)

    @property
    def spki_hash(self) -> str:
        """Base64 of the SHA-256 of the public key, as `--ignore-certificate-errors-spki-list` wants it."""
        pem = self._certificate.cert_chain_pems[0].bytes()
        key = x509.load_pem_x509_certificate(pem).public_key()
        spki = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return base64.b64encode(hashlib.sha256(spki).digest()).decode()

    def serve_ssi(self, html: str, *, scores_after: float = 0) -> None:
        """Show `html` as the SSI page; its main content may arrive so many seconds after the page itself."""
        if not scores_after:
            self.serve(SSI_PATH, html)
            return
        shell, scores = without_scores(html)
        self.serve(SSI_PATH, shell)
        self.serve(SCORES_PATH, scores, seconds=scores_after)


def without_scores(html: str) -> tuple[str, str]:
    """The page's shell, which asks for its scores by itself as the real page does, and those scores."""
    opening = html.index(">", html.index("<main")) + 1
    closing = html.index("</main>", opening)
    ask = f"""<script>
      fetch("{SCORES_PATH}").then((answer) => answer.text()).then((scores) => {{
        document.querySelector("main").innerHTML = scores;
      }});
    </script>"""
    shell = html[:opening] + html[closing:].replace("</main>", f"</main>{ask}", 1)
    return shell, html[opening:closing]
