"""The forms in which captures and readings go out, for the OpenAPI document and the tests that hold answers to it."""

from __future__ import annotations

from marshmallow import Schema, fields

from ssi_parser.reading import PILLARS


def _number() -> fields.Float:
    return fields.Float(required=True, allow_none=True)


def _integer() -> fields.Integer:
    return fields.Integer(required=True, allow_none=True)


def _text() -> fields.String:
    return fields.String(required=True, allow_none=True)


class CaptureSchema(Schema):
    id = fields.UUID(required=True)
    captured_at = fields.AwareDateTime(required=True)
    received_at = fields.AwareDateTime(required=True)
    trigger = fields.String(required=True)
    outcome = fields.String(required=True, metadata={"enum": ["read", "refused"]})
    code = _text()


PillarsSchema = Schema.from_dict({pillar: _number() for pillar in PILLARS}, name="Pillars")


class GroupSchema(Schema):
    name = _text()
    average = _integer()
    rank = _integer()
    rank_change = _integer()
    size = _integer()
    pillars = fields.Nested(PillarsSchema, required=True, allow_none=True)


class SightingSchema(Schema):
    value = fields.Raw(required=True)
    raw = fields.String(required=True)
    witness = fields.String(required=True)
    where = fields.String(required=True)


class DoubtSchema(Schema):
    figure = fields.String(required=True)
    problem = fields.String(required=True)
    detail = fields.String(required=True)
    seen = fields.List(fields.Nested(SightingSchema), required=True)


class ReadingSchema(Schema):
    total = _integer()
    score = _number()
    pillars = fields.Nested(PillarsSchema, required=True)
    industry = fields.Nested(GroupSchema, required=True)
    network = fields.Nested(GroupSchema, required=True)
    team = fields.Nested(GroupSchema, required=True, allow_none=True)
    language = _text()
    verdict = fields.String(required=True, metadata={"enum": ["consistent", "suspect"]})
    doubts = fields.List(fields.Nested(DoubtSchema), required=True)
    missing = fields.List(fields.String(), required=True)
    reader_version = fields.Integer(required=True)


ComparisonSchema = Schema.from_dict({"average": _integer(), "rank": _integer()}, name="Comparison")


class ChangeSchema(Schema):
    since = fields.AwareDateTime(required=True)
    days = fields.Integer(required=True)
    total = _integer()
    score = _number()
    pillars = fields.Nested(PillarsSchema, required=True)
    industry = fields.Nested(ComparisonSchema, required=True)
    network = fields.Nested(ComparisonSchema, required=True)


ChangesSchema = Schema.from_dict(
    {span: fields.Nested(ChangeSchema, required=True, allow_none=True) for span in ("previous", "7", "30", "90")},
    name="Changes",
)


class EntrySchema(Schema):
    capture = fields.Nested(CaptureSchema, required=True)
    reading = fields.Nested(ReadingSchema, required=True, allow_none=True)


class AnswerSchema(EntrySchema):
    change = fields.Nested(ChangesSchema, required=True)


class EntryInFullSchema(AnswerSchema):
    sightings = fields.Dict(
        keys=fields.String(), values=fields.List(fields.Nested(SightingSchema)), required=True, allow_none=True
    )


class EntriesSchema(Schema):
    items = fields.List(fields.Nested(EntrySchema), required=True)
    next = _text()
