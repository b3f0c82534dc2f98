"""Which of two reports is the later one, by the dates that their articles give."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Literal


def moment(published: str) -> datetime | None:
    """The moment that an ISO 8601 date or date-time names, a whole day by its beginning; None for anything else.

    A time without a zone is taken for UTC.
    """
    try:
        if len(published) <= len("2026-01-31"):
            return datetime.combine(date.fromisoformat(published), time(), UTC)
        found = datetime.fromisoformat(published)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def later(a: str, b: str) -> Literal["", "a", "b"]:
    """Which of two publication dates is later; "" where that cannot be told.

    A day without a time is neither before nor after a time on that day.
    """
    one, other = moment(a), moment(b)
    if one is None or other is None or one == other:
        return ""
    if min(len(a), len(b)) <= len("2026-01-31") and one.date() == other.date():
        return ""
    return "a" if one > other else "b"
