"""What the items of a document must be to be taken in: checked field by field, then plain values."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from ssi_parser import Doubt, Group, Pillars, Reading, Sighting
from ssi_parser.reading import PILLARS

from ..aims.goals import MOST, Goal
from ..aims.preferences import LONGEST_RHYTHM
from ..aims.references import REFERENCES
from ..api import Text
from ..captures.request import MAX_HTML, TRIGGERS, require_reachable
from ..journal.notes import LONGEST
from ..languages import ENGLISH, TRANSLATED
from .about_schemas import AboutItem
from .field_kinds import instant as _instant
from .field_kinds import text as _text
from .record import Record

_DECIMALS = Decimal("0.001")
_FAR = 1_000_000
"""Far beyond every figure, and within what both engines can hold."""
_IN_REACH = validate.Range(-_FAR, _FAR)


class Points(fields.Float):
    """Points to 0.001, exactly as they were written."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        number = super()._deserialize(value, attr, data, **kwargs)
        if isinstance(value, bool | str) or abs(number) > _FAR:
            raise self.make_error("invalid")
        exact = Decimal(repr(number))
        if exact != exact.quantize(_DECIMALS):
            raise self.make_error("invalid")
        return exact


def _integer() -> fields.Integer:
    return fields.Integer(required=True, allow_none=True, strict=True, validate=_IN_REACH)


def _points() -> Points:
    return Points(required=True, allow_none=True)


class PillarsItem(Schema):
    brand, people, insights, relationships = _points(), _points(), _points(), _points()

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Pillars:
        return Pillars(*(data[pillar] for pillar in PILLARS))


class GroupItem(Schema):
    name = _text(200, may_lack=True)
    average, rank, rank_change, size = _integer(), _integer(), _integer(), _integer()
    pillars = fields.Nested(PillarsItem, required=True, allow_none=True)

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Group:
        return Group(**data)


class SightingItem(Schema):
    value = fields.Raw(required=True)
    raw, witness, where = _text(10_000), _text(100), _text(10_000)

    @validates_schema
    def _figure(self, data: dict[str, Any], **_: Any) -> None:
        value = data["value"]
        if isinstance(value, str):
            Text().deserialize(value)
        elif isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise ValidationError("Neither a number nor a text.", "value")


class DoubtItem(Schema):
    figure, problem, detail = _text(100), _text(100), _text(20_000)
    seen = fields.List(fields.Nested(SightingItem), required=True)

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Doubt:
        figure = data["figure"]
        seen = (Sighting(figure, one["value"], one["raw"], one["witness"], one["where"]) for one in data["seen"])
        return Doubt(figure, data["problem"], data["detail"], tuple(seen))


class ReadingItem(Schema):
    total, score = _integer(), _points()
    pillars = fields.Nested(PillarsItem, required=True)
    industry, network = fields.Nested(GroupItem, required=True), fields.Nested(GroupItem, required=True)
    team = fields.Nested(GroupItem, required=True, allow_none=True)
    language = _text(35, may_lack=True)
    verdict = fields.String(required=True, validate=validate.OneOf(("consistent", "suspect")))
    doubts = fields.List(fields.Nested(DoubtItem), required=True)

    @validates_schema
    def _verdict_follows(self, data: dict[str, Any], **_: Any) -> None:
        if (data["verdict"] == "suspect") != bool(data["doubts"]):
            raise ValidationError("Does not fit the doubts.", "verdict")

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Reading:
        del data["verdict"]
        return Reading(**data | {"doubts": tuple(data["doubts"]), "sightings": ()})


class CaptureItem(Schema):
    """A capture, its figures and its page; without both where it was deleted."""

    id = fields.UUID(required=True)
    captured_at = fields.AwareDateTime(required=True, format="iso", validate=require_reachable)
    received_at = _instant()
    trigger = fields.String(required=True, validate=validate.OneOf(TRIGGERS))
    client = _text(200)
    device = _text(16, may_lack=True)
    body_sha256 = fields.String(required=True, validate=validate.Regexp(r"[0-9a-f]{64}\Z"))
    outcome = fields.String(required=True, validate=validate.OneOf(("read", "refused")))
    code = _text(40, may_lack=True)
    reader_version = fields.Integer(required=True, strict=True, validate=validate.Range(0, 1_000_000))
    deleted_at = _instant(may_lack=True)
    reading = fields.Nested(ReadingItem, required=True, allow_none=True)
    page = _text(MAX_HTML, may_lack=True)

    @validates_schema
    def _whole(self, data: dict[str, Any], **_: Any) -> None:
        has_reading, is_deleted = data["reading"] is not None, data.get("deleted_at") is not None
        if is_deleted and (has_reading or data.get("page") is not None):
            raise ValidationError("A deleted capture has neither reading nor page.", "deleted_at")
        if not is_deleted and has_reading != (data["outcome"] == "read"):
            raise ValidationError("Does not fit the outcome.", "reading")

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Record:
        digest = data.pop("body_sha256", None)
        return Record(**data, digest=digest and bytes.fromhex(digest))


class NoteItem(Schema):
    id = fields.UUID(required=True)
    day = fields.Date(required=True, format="iso")
    pillar = fields.String(required=True, allow_none=True, validate=validate.OneOf(PILLARS))
    text = _text(LONGEST)
    action = _text(40, may_lack=True)
    created_at = _instant()


class GoalItem(Schema):
    figure = fields.String(required=True, validate=validate.OneOf(MOST))
    target = Points(required=True, validate=validate.Range(0, 100))
    by = fields.Date(required=True, allow_none=True, format="iso")

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Goal:
        if data["target"] > MOST[data["figure"]]:
            raise ValidationError(f"At most {MOST[data['figure']]}.", "target")
        return Goal(**data)


class OwnReferenceItem(Schema):
    label = _text(80)
    average = fields.Integer(required=True, strict=True, validate=validate.Range(0, 100))


class PreferencesItem(Schema):
    """What a member chose; each may lack."""

    rhythm = fields.Integer(strict=True, validate=validate.Range(1, LONGEST_RHYTHM))
    language = fields.String(allow_none=True, validate=validate.OneOf((ENGLISH, *TRANSLATED)))
    references = fields.List(fields.String(validate=validate.OneOf([known.key for known in REFERENCES])))
    own_references = fields.List(fields.Nested(OwnReferenceItem), validate=validate.Length(max=20))


class DocumentSchema(Schema):
    """Everything that a person has, as `GET /api/export.json` gives it."""

    format = fields.String(required=True, metadata={"enum": ["ssi-history"]})
    version = fields.Integer(required=True, metadata={"enum": [1]})
    about = fields.Nested(AboutItem, required=True)
    preferences = fields.Nested(PreferencesItem, required=True)
    goals = fields.List(fields.Nested(GoalItem), required=True)
    notes = fields.List(fields.Nested(NoteItem), required=True)
    captures = fields.List(fields.Nested(CaptureItem), required=True)
