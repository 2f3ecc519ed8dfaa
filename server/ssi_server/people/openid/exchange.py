"""The way to the provider and back: to its own sign-in page with an attempt, from there with a code for its word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import ClaimError, InvalidKeyIdError, JoseError
from requests import RequestException

from ...openid_settings import OpenId
from .attempt import Attempt
from .claims import Claimed, claimed
from .errors import Refused, Unavailable
from .provider import Provider, document, limited

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""With which only the provider can sign: none whose key this server shares, and not `none`."""
_CODES = frozenset(
    "invalid_request invalid_client invalid_grant unauthorized_client unsupported_grant_type invalid_scope".split()
)
"""Of RFC 6749, section 5.2."""
LEEWAY = 60
"""Seconds that two clocks may differ."""


class Exchange:
    """All that is asked of one provider."""

    def __init__(self, settings: OpenId) -> None:
        self.settings = settings
        self._provider = Provider(settings)

    def address(self, attempt: Attempt, back_to: str) -> str:
        """Where the browser goes to sign in; from there it comes `back_to` us. Raises Unavailable."""
        metadata = self._provider.metadata()
        address, _state = self._client(metadata, back_to).create_authorization_url(
            metadata["authorization_endpoint"], attempt.state, attempt.verifier, nonce=attempt.nonce
        )
        return str(address)

    def claimed(self, attempt: Attempt, back_to: str, answer: Mapping[str, str]) -> Claimed:
        """Who has signed in, by what the provider's `answer` in our address is worth. Raises Unavailable, Refused."""
        metadata = self._provider.metadata()
        self._require_issuer(metadata, answer)
        if "code" not in answer:
            raise Refused("the provider did not let them in")
        token = self._provider.asked(lambda: self._redeem(metadata, attempt, back_to, answer["code"]))
        claims = self._believed(attempt, token)
        if "userinfo_endpoint" in metadata and not {"name", self.settings.groups_claim} <= claims.keys():
            claims = self._told(metadata["userinfo_endpoint"], token, claims["sub"]) | claims
        return claimed(claims, self.settings)

    def _require_issuer(self, metadata: Mapping[str, Any], answer: Mapping[str, str]) -> None:
        """RFC 9207: another provider's answer is not taken to this one."""
        is_said = metadata.get("authorization_response_iss_parameter_supported") is True or "iss" in answer
        if is_said and answer.get("iss") != self.settings.issuer:
            raise Refused("the answer is another provider's")

    def _redeem(self, metadata: Mapping[str, Any], attempt: Attempt, back_to: str, code: str) -> Mapping[str, Any]:
        with self._client(metadata, back_to) as client:
            try:
                found = client.fetch_token(
                    metadata["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    redirect_uri=back_to,
                    code_verifier=attempt.verifier,
                    allow_redirects=False,
                )
            except AuthlibBaseError as error:
                raise Refused(f"the provider gives nothing for the code: {_code(error)}") from error
            except RequestException:
                raise
            except ValueError as error:
                raise Unavailable("the provider's answer to a code is none") from error
        if not isinstance(found.get("id_token"), str) or not isinstance(found.get("access_token"), str):
            raise Refused("the provider says nothing of who it is")
        return dict(found)

    def _believed(self, attempt: Attempt, token: Mapping[str, Any]) -> dict[str, Any]:
        """OpenID Connect Core 1.0, section 3.1.3.7."""
        try:
            signed = self._verified(token["id_token"])
            CodeIDToken(
                signed.claims,
                signed.header,
                {
                    "iss": {"essential": True, "value": self.settings.issuer},
                    "aud": {"essential": True, "value": self.settings.client_id},
                },
                {
                    "nonce": attempt.nonce,
                    "client_id": self.settings.client_id,
                    "access_token": token["access_token"],
                },
            ).validate(leeway=LEEWAY)
        except (JoseError, AuthlibBaseError, ValueError, TypeError) as error:
            what = error.claim if isinstance(error, ClaimError) else type(error).__name__
            raise Refused(f"the provider's word cannot be believed: {what}") from error
        return dict(signed.claims)

    def _verified(self, id_token: str) -> jwt.Token:
        keys = self._provider.keys()
        try:
            return jwt.decode(id_token, keys, ALGORITHMS)
        except InvalidKeyIdError:
            return jwt.decode(id_token, self._provider.keys(but=keys), ALGORITHMS)

    def _told(self, address: str, token: Mapping[str, Any], subject: Any) -> dict[str, Any]:
        """What the provider tells besides, of section 5.3; it must be about the same person."""
        bearer = {"Authorization": f"Bearer {token['access_token']}"}
        found = self._provider.asked(lambda: document(address, bearer))
        if found.get("sub") != subject:
            raise Refused("the provider tells about somebody else")
        return found

    def _client(self, metadata: Mapping[str, Any], back_to: str) -> OAuth2Session:
        can = metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        client = OAuth2Session(
            self.settings.client_id,
            self.settings.client_secret,
            token_endpoint_auth_method="client_secret_basic" if "client_secret_basic" in can else "client_secret_post",
            scope=self.settings.scope,
            redirect_uri=back_to,
            code_challenge_method="S256",
        )
        limited(client)
        return client


def _code(error: AuthlibBaseError) -> str:
    """What the provider calls the error, if it is a word that it may use."""
    return error.error if error.error in _CODES else "another error"
