"""The tables. Every key of what a person owns begins with the person."""

from .base import Base
from .captures import Capture, GroupReading, OwnReading, Page
from .installation import Dictionary, Fact
from .people import Account, Device, LimitCount, Pairing, Person, SignInLink, WebSession
from .written import Goal, Note, Preference

__all__ = [
    "Account",
    "Base",
    "Capture",
    "Device",
    "Dictionary",
    "Fact",
    "Goal",
    "GroupReading",
    "LimitCount",
    "Note",
    "OwnReading",
    "Page",
    "Pairing",
    "Person",
    "Preference",
    "SignInLink",
    "WebSession",
]
