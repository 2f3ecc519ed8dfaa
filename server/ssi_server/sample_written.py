"""What the member of the sample has written: notes, goals, and what they want to be compared with."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy.orm import Session

from .aims import preferences
from .aims.goals import Goal, set_goals
from .aims.preferences import OwnReference
from .journal import notes

ACTIONS = (
    (330, "complete_profile"),
    (318, "add_keywords"),
    (301, "share_news"),
    (287, "comment"),
    (260, "join_discussion"),
    (172, "invite_with_note"),
    (141, "write_to_key_people"),
    (96, "publish_post"),
    (75, "keep_in_touch"),
    (51, "look_at_visitors"),
    (33, "comment"),
    (17, "invite_with_note"),
    (6, "publish_post"),
)
"""How many days ago each was done."""
WRITTEN = ((204, None, "Away for three weeks"), (62, "relationships", "Spoke at a meet-up, and met many people there"))


def write(session: Session, person_id: int, today: dt.date) -> None:
    """Keeps all of it for the person, by days before today."""
    for days, action in ACTIONS:
        notes.add_action(session, person_id, today - dt.timedelta(days=days), action)
    for days, pillar, words in WRITTEN:
        notes.add(session, person_id, today - dt.timedelta(days=days), pillar, words)
    goals = [
        Goal("total", Decimal(70), today + dt.timedelta(days=240)),
        Goal("people", Decimal(15)),
        Goal("relationships", Decimal(22), today + dt.timedelta(days=60)),
        Goal("floor", Decimal(45)),
    ]
    set_goals(session, person_id, goals)
    own = (OwnReference("Colleagues, 2026", 41),)
    preferences.choose(session, person_id, rhythm=7, references=("european_union_2017",), own_references=own)
