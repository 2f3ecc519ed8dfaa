"""The tables. Every key of what a person owns begins with the person."""

from .base import Base
from .captures import Capture, GroupReading, OwnReading, Page
from .installation import Dictionary, Fact
from .people import Account, Device, Identity, LimitCount, Pairing, Person, SignInLink, WebSession
from .teams import AuditEntry, Invitation, Membership, Team
from .written import Goal, Note, Preference

__all__ = [
    "Account",
    "AuditEntry",
    "Base",
    "Capture",
    "Device",
    "Dictionary",
    "Fact",
    "Goal",
    "GroupReading",
    "Identity",
    "Invitation",
    "LimitCount",
    "Membership",
    "Note",
    "OwnReading",
    "Page",
    "Pairing",
    "Person",
    "Preference",
    "SignInLink",
    "Team",
    "WebSession",
]
