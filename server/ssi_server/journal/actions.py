"""What members usually do for each pillar, for noting it by one click.

Which action lifts which pillar is what practitioners advise, not what LinkedIn documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _


@dataclass(frozen=True)
class Action:
    """`key` is stable, for the database; `words` are for people, in the past tense."""

    key: str
    pillar: str
    words: Any


ACTIONS = (
    Action("complete_profile", "brand", _("Completed the profile")),
    Action("add_keywords", "brand", _("Put keywords into headline and summary")),
    Action("ask_for_endorsements", "brand", _("Asked for endorsements or a recommendation")),
    Action("add_samples", "brand", _("Added work samples to the profile")),
    Action("publish_post", "brand", _("Published a post")),
    Action("publish_article", "brand", _("Published an article")),
    Action("search_people", "people", _("Searched for people who matter")),
    Action("look_at_visitors", "people", _("Looked at who viewed the profile")),
    Action("view_profiles", "people", _("Looked at profiles of possible contacts")),
    Action("save_search", "people", _("Saved a search or a lead")),
    Action("share_news", "insights", _("Shared a current article")),
    Action("comment", "insights", _("Commented on posts")),
    Action("join_discussion", "insights", _("Joined a discussion or a group")),
    Action("publish_regularly", "insights", _("Kept to a rhythm of publishing")),
    Action("follow_sources", "insights", _("Followed companies and people of the field")),
    Action("invite_with_note", "relationships", _("Sent invitations with a note")),
    Action("write_to_key_people", "relationships", _("Wrote to key people")),
    Action("keep_in_touch", "relationships", _("Kept in touch with colleagues and customers")),
    Action("answer_messages", "relationships", _("Answered messages and invitations")),
)

BY_KEY = {action.key: action for action in ACTIONS}
