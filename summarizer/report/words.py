"""The words and signs a report uses for states, statuses and flags, the same in every format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from summarizer.text import one_line
from summarizer.types import CellState, FactStatus, Flag, FlagKind

ABSENT = "absent"
"""What stands where an outlet has no cell: it does not mention the fact."""
LOOSE = "loose"
"""What stands where the best sentence of an outlet shares a part of a fact only perhaps."""
CLOSE = "near"
"""What stands where an outlet has a sentence that comes close to a fact of one other outlet."""


@dataclass(frozen=True, slots=True)
class StateWords:
    """How a cell's state is shown: a short word, the full label, a sign of its own shape, a legend."""

    short: str
    label: str
    sign: str
    legend: str


STATES: Mapping[CellState, StateWords] = {
    "agree": StateWords("agrees", "agrees", "●", "says the same"),
    "partly": StateWords("partly", "partly", "◐", "says part of it"),
    "number": StateWords("figure", "other figure", "≠", "gives another figure"),
    "conflict": StateWords("conflict", "conflicts", "✕", "contradicts it"),
    "unclear": StateWords("perhaps", "perhaps only here", "◇", "a sentence elsewhere comes close: read both"),
    "only": StateWords("only", "only here", "◆", "nobody else reports it"),
}
NOT_MENTIONED = StateWords("–", "not mentioned", "–", "does not mention it")
WEAK = StateWords("loosely", "loosely", "◌", "may only touch the same matter")
NEAR = StateWords("close", "comes close", "≈", "may say it in other words, or something else")

STATUSES: Mapping[FactStatus, str] = {
    "disputed": "Disputed",
    "shared": "Shared",
    "unclear": "Perhaps elsewhere",
    "unique": "Only one outlet",
}
"""The statuses of facts in the order in which a reader needs them."""

_FLAGS: Mapping[FlagKind, str] = {
    "unsupported": "No passage of the articles supports this sentence.",
    "number": "The figure “{detail}” is not in the articles.",
    "name": "The name “{detail}” is not in the articles.",
}


def flag_reason(flag: Flag) -> str:
    """Why not to trust a summary sentence, in plain language."""
    return _FLAGS[flag.kind].replace("{detail}", one_line(flag.detail))


def count(number: int, noun: str, plural: str = "") -> str:
    """`1 outlet`, `2 outlets`, `1,204 facts`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def spread_words(outlets: int, origins: int) -> str:
    """`5 outlets, 2 origins`: how widely a fact is reported, and how independently."""
    return f"{count(outlets, 'outlet')}, {count(origins, 'origin')}"


def show_date(published: str) -> str:
    """`12 May 2026, 18:05 UTC` for an ISO 8601 date or date-time; anything else as it is."""
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return published
    day = f"{moment.day} {moment:%B %Y}"
    return f"{day}, {moment:%H:%M %Z}".rstrip() if ":" in published else day
