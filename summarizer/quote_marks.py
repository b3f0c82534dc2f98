"""Find what stands in quotation marks: curly, straight, single and angled ones, and never an apostrophe."""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 3_000
"""Characters of a paragraph after an opening mark without a closing one that still count as quoted."""

LONGEST_SINGLE = 600
LONGEST_PHRASE = 80
"""The same between single marks, where punctuation stands before the closing one and where none does."""
DEEPEST = 4
"""Quotes within quotes that are followed; more are a flaw in the text."""

_PAIRS = {"“": "”", "«": "»", "„": "“"}
_OPENS = re.compile(
    r"[“«„]|(?<![\w.,!?…])\"(?=\S)|(?<=[a-z][,:])\"(?=[A-Z])|(?<![\w.,!?…’'])[‘'](?=[\w“\"…])(?!\d\ds\b|(?:em|til|n)\b)"
)
_SPEECH_ENDS = r"(?<=[.,!?…])\"(?=[\s,.;)—–]|$)"
_UNOPENED = re.compile(rf"[”»]|{_SPEECH_ENDS}")
_STRAIGHT_CLOSE = re.compile(r"(?<=\S)\"")
_CURLY_CLOSE = re.compile(r"”")
_SPEECH_CLOSE = re.compile(_SPEECH_ENDS)
_SINGLE_CLOSE = re.compile(r"(?<=[.,!?…])[’'](?=[\s”\"),;:.—–]|$)")
_PHRASE_CLOSE = re.compile(r"(?<=\w)[’'](?=[\s”\"),;:.—–]|$)")
_FILLER = "\x01"


class Quoted(NamedTuple):
    """Quoted words at `start` to `end`, marks left out; `closed` is False where no closing mark follows."""

    start: int
    end: int
    closed: bool


def quoted(text: str, start: int = 0, end: int | None = None) -> tuple[Quoted, ...]:
    """What stands in quotation marks between two places of a text (a paragraph), outermost marks only.

    A quote that goes on in the next paragraph has no closing mark: it reaches to the end. One that began before
    `start` reaches from there to its closing mark.
    """
    end = len(text) if end is None else end
    found: list[Quoted] = []
    position = start
    first, unopened = _OPENS.search(text, start, end), _UNOPENED.search(text, start, end)
    if unopened and start < unopened.start() < (first.start() if first else end):
        found.append(Quoted(start, unopened.start(), True))
        position = unopened.end()
    while match := _OPENS.search(text, position, end):
        mark, inside = match.group(), match.end()
        close = _closing(text, mark, inside, end)
        if close is None and mark in '“"' and end - inside <= LONGEST and inside < end:
            found.append(Quoted(inside, end, False))
            break
        if close is None or close == inside:
            position = inside
            continue
        found.append(Quoted(inside, close, True))
        position = close + 1
    return tuple(found)


def masked(text: str, spans: tuple[Quoted, ...]) -> str:
    """The text with its quoted words made unreadable, every character in its place, all marks curly.

    So a pattern for what stands outside of quotations cannot match inside.
    """
    pieces: list[str] = []
    position = 0
    for span in spans:
        opening = ("“",) if span.start > 0 and span.start > position else ()
        pieces += (text[position : span.start - len(opening)], *opening, _FILLER * (span.end - span.start))
        position = span.end
        if span.closed:
            pieces.append("”")
            position += 1
    return "".join((*pieces, text[position:]))


def _closing(text: str, mark: str, inside: int, end: int) -> int | None:
    """Where the closing mark stands, quotes within the quote stepped over; None if there is none.

    Where a text mixes straight and curly marks, one closes the other.
    """
    if mark == '"':
        match = _STRAIGHT_CLOSE.search(text, inside, end) or _CURLY_CLOSE.search(text, inside, end)
        return match.start() if match else None
    if mark in "‘'":
        match = _SINGLE_CLOSE.search(text, inside, min(end, inside + LONGEST_SINGLE))
        match = match or _PHRASE_CLOSE.search(text, inside, min(end, inside + LONGEST_PHRASE))
        return match.start() if match else None
    depth = 1
    for found in re.compile(f"[{mark}{_PAIRS[mark]}]").finditer(text, inside, end):
        depth += -1 if found.group() == _PAIRS[mark] else 1
        if depth == 0:
            return found.start()
        if depth > DEEPEST:
            break
    close = text.find(_PAIRS[mark], inside, end)  # a quote within was opened and never closed
    if close >= 0 or mark != "“":
        return close if close >= 0 else None
    match = _SPEECH_CLOSE.search(text, inside, end)
    return match.start() if match else None
