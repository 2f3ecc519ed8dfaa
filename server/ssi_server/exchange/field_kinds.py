"""Fields that many items have: text of a length, and instants."""

from __future__ import annotations

import datetime as dt

from marshmallow import ValidationError, fields, validate

from ..api import Text


def text(longest: int, *, may_lack: bool = False) -> Text:
    return Text(required=True, allow_none=may_lack, validate=validate.Length(max=longest))


def instant(*, may_lack: bool = False) -> fields.AwareDateTime:
    return fields.AwareDateTime(required=True, allow_none=may_lack, format="iso", validate=_not_beyond)


def _not_beyond(at: dt.datetime) -> None:
    """What UTC can still express."""
    if not 1900 <= at.year <= 9998:
        raise ValidationError("Not a time of ours.")
