"""Paired browsers and scripts: added, listed, revoked, and recognised by their token."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from ..clock import now
from ..models import Device
from . import names, tokens

SCOPES = ("capture", "full")
"""`capture` sends captures and reads its own person's summary; `full` does everything with its own person's data."""

_LAST_USE_IS_KEPT_TO = dt.timedelta(minutes=1)

_DEVICES = Device.__table__.c
_IN_FORCE = select(_DEVICES.person_id, _DEVICES.id, _DEVICES.scope, _DEVICES.token_hash, _DEVICES.last_used_at).where(
    _DEVICES.id == bindparam("device"), _DEVICES.revoked_at.is_(None)
)
"""What every request needs of its device; made once, since to put it together takes longer than to ask."""


@dataclass(frozen=True)
class Sender:
    """Who stands behind a request. `unnoted`: this use of the device is not kept yet, not even to the minute."""

    person_id: int
    device_id: str
    scope: str
    unnoted: bool = False


def add_device(session: Session, person_id: int, name: str, scope: str) -> tuple[Device, str]:
    """A new device and its token, which is nowhere kept and cannot be shown again. BadName for what is no name."""
    device_id = tokens.new_id()
    token = tokens.device_token(device_id)
    device = Device(
        person_id=person_id,
        id=device_id,
        name=names.name(name),
        scope=scope,
        token_hash=tokens.hash_of(token),
        created_at=now(),
    )
    session.add(device)
    session.flush()
    return device, token


def devices_of(session: Session, person_id: int | None = None) -> list[Device]:
    """A person's devices, or everybody's, the oldest first."""
    query = select(Device).order_by(Device.created_at, Device.id)
    return list(session.scalars(query if person_id is None else query.where(Device.person_id == person_id)))


def revoke_device(session: Session, device_id: str, person_id: int | None = None) -> bool:
    """Takes a device's token out of force at once. False when there is no such device in force."""
    device = find_device(session, device_id)
    if device is None or (person_id is not None and device.person_id != person_id):
        return False
    device.revoked_at = now()
    return True


def rename_device(session: Session, device_id: str, name: str, person_id: int | None = None) -> bool:
    """Gives a device another name. False when there is no such device in force; BadName for what is no name."""
    device = find_device(session, device_id)
    if device is None or (person_id is not None and device.person_id != person_id):
        return False
    device.name = names.name(name)
    return True


def find_device(session: Session, device_id: str) -> Device | None:
    """The device in force with this id, whatever was sent as one."""
    if not (device_id.isascii() and device_id.isalnum()):
        return None
    return session.scalar(select(Device).where(Device.id == device_id, Device.revoked_at.is_(None)))


def recognise(session: Session, token: str) -> Sender | None:
    """Who holds this token; None if nobody does, or it was revoked."""
    device_id = tokens.device_id_of(token)
    device = session.execute(_IN_FORCE, {"device": device_id}).one_or_none() if device_id else None
    if device is None or not tokens.matches(token, device.token_hash):
        return None
    unnoted = device.last_used_at is None or now() - device.last_used_at > _LAST_USE_IS_KEPT_TO
    return Sender(device.person_id, device.id, device.scope, unnoted)


def note_use(session: Session, sender: Sender) -> None:
    """Keeps that the device is used now."""
    mine = (Device.person_id == sender.person_id) & (Device.id == sender.device_id)
    session.execute(update(Device).where(mine).values(last_used_at=now()))
