"""One try to sign in at the provider: what must come back from there, and what it is for."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field

from .. import tokens


@dataclass(frozen=True)
class Attempt:
    """`state` comes back in the address, `nonce` in the provider's word; only `verifier` redeems the code.

    `invitation` is the secret of the link that they came with, `person_id` whom the account is to be linked to.
    """

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    invitation: str | None = field(default=None, repr=False)
    person_id: int | None = None

    @classmethod
    def new(cls, invitation: str | None = None, person_id: int | None = None) -> Attempt:
        return cls(tokens.new_secret(), tokens.new_secret(), tokens.new_secret(), invitation, person_id)

    def is_answered_by(self, state: str) -> bool:
        """Told in constant time."""
        return hmac.compare_digest(self.state.encode(), state.encode("utf-8", "replace"))

    @property
    def mark(self) -> str:
        """By which it is known that it was used, and nothing else."""
        return hashlib.sha256(self.state.encode()).hexdigest()
