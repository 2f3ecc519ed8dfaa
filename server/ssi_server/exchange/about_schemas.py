"""The form of what is held about a person beside their history."""

from __future__ import annotations

from marshmallow import Schema, fields

from .field_kinds import instant, text


class AboutDevice(Schema):
    created_at, last_used_at, revoked_at = instant(), instant(may_lack=True), instant(may_lack=True)
    id, name, scope = text(16), text(200), text(10)


class AboutSession(Schema):
    created_at, last_used_at, expires_at = instant(), instant(), instant()
    id, name = text(16), text(100)


class AboutLink(Schema):
    expires_at, used_at = instant(), instant(may_lack=True)


class AboutPairing(Schema):
    requested_at, polled_at, expires_at = instant(), instant(may_lack=True), instant()
    device_name, client_id, scope, state = text(100), text(100), text(10), text(10)
    interval = fields.Integer(required=True)


class AboutAccount(Schema):
    learned_at = instant()


class AboutTeam(Schema):
    name, joined_at, agreed_at = text(100), instant(), instant(may_lack=True)
    is_lead, wording_version = fields.Boolean(required=True), fields.Integer(required=True, allow_none=True)


class AboutIdentity(Schema):
    issuer, subject, linked_at = text(200), text(255), instant()


class AboutInvitation(Schema):
    created_at, expires_at, used_at = instant(), instant(), instant(may_lack=True)
    id, name, role = text(16), text(200), text(10)
    is_lead = fields.Boolean(required=True)


class AboutAudit(Schema):
    at, action, actor_name = instant(), text(40), text(200)
    about = fields.Dict(required=True)


class AboutItem(Schema):
    """What is held beside the history, to be read: it is never taken in."""

    name, created_at = text(200), instant()
    role, left_at = text(10), instant(may_lack=True)
    has_password = fields.Boolean(required=True)
    teams = fields.List(fields.Nested(AboutTeam), required=True)
    devices = fields.List(fields.Nested(AboutDevice), required=True)
    sessions = fields.List(fields.Nested(AboutSession), required=True)
    sign_in_links = fields.List(fields.Nested(AboutLink), required=True)
    pairings = fields.List(fields.Nested(AboutPairing), required=True)
    accounts = fields.List(fields.Nested(AboutAccount), required=True)
    identities = fields.List(fields.Nested(AboutIdentity), required=True)
    invitations = fields.List(fields.Nested(AboutInvitation), required=True)
    audit = fields.List(fields.Nested(AboutAudit), required=True)
