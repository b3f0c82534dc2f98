"""Read a text that is longer than a model's window: in windows cut between sentences, then their summaries.

A text is a sequence of units, each the token ids of a sentence. Windows are balanced: the text is spread
evenly over as few of them as hold it. Nothing is left out; a sentence that alone exceeds the window is cut at
words, and counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from summarizer.errors import ModelError
from summarizer.models.generation import Written
from summarizer.models.tokens import Tokens

Unit = list[int]
MOST_ROUNDS = 16
"""Rounds of summarizing summaries. Each about halves the text: even a book is done long before."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence as it goes into the model, white space before it included, and trusted ids before it."""

    text: str
    lead: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """What the model reads at once: ids of text number `text`. `final`: what it writes is the summary."""

    text: int
    ids: Unit
    final: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a text: the model's words, and in how many windows it was read."""

    written: Written
    windows: int


def units_of(pieces: Sequence[Piece], tokens: Tokens, room: int) -> tuple[list[Unit], int]:
    """The units of the pieces, none longer than `room`, and how many pieces had to be cut at words."""
    units: list[Unit] = []
    cut = 0
    for piece, ids in zip(pieces, tokens.of_text([piece.text for piece in pieces]), strict=True):
        lead = list(piece.lead)
        parts = [ids] if len(lead) + len(ids) <= room else _cut(piece.text, tokens, room - len(lead))
        cut += len(parts) > 1
        units += [[*lead, *parts[0]], *parts[1:]]
    return units, cut


def windows_of(units: Sequence[Unit], room: int) -> list[Unit]:
    """The units joined into as few windows of at most `room` tokens as hold them, as even as can be."""
    least, most = max((len(unit) for unit in units), default=0), room
    count = len(_filled(units, room))
    while least < most:
        middle = (least + most) // 2
        if len(_filled(units, middle)) > count:
            least = middle + 1
        else:
            most = middle
    return _filled(units, most)


def condense(
    texts: Sequence[Sequence[Unit]],
    rooms: Sequence[int],
    write: Callable[[Sequence[Window]], list[Written]],
    reread: Callable[[int, Sequence[Written]], list[Unit]],
) -> list[Outcome]:
    """One outcome a text, in order: what was written on its windows, where there are several on that again.

    Args:
        texts: the units of each text.
        rooms: most tokens of a window of each text.
        write: what the model writes on each of these windows, in order.
        reread: the units of what was written on the windows of one text, given by its number.
    """
    pending = {i: list(units) for i, units in enumerate(texts) if units}
    outcomes = {i: Outcome(Written("", True), 1) for i in range(len(texts)) if i not in pending}
    read: dict[int, int] = {}
    for _ in range(MOST_ROUNDS):
        if not pending:
            break
        parts = {i: windows_of(units, rooms[i]) for i, units in pending.items()}
        written = iter(write([Window(i, ids, len(own) == 1) for i, own in parts.items() for ids in own]))
        pending = {}
        for i, windows in parts.items():
            own = [next(written) for _ in windows]
            read.setdefault(i, len(windows))
            rest = reread(i, own) if len(own) > 1 else []
            if rest:
                pending[i] = rest
            else:
                outcomes[i] = Outcome(own[0], read[i])
    if pending:
        raise ModelError(
            f"the model does not condense: {MOST_ROUNDS} rounds of summaries left too much to read"
        )
    return [outcomes[i] for i in range(len(texts))]


def window_notes(windows: int, size: int, cut: int) -> tuple[str, ...]:
    """What a reader must know of how a text was read by a model with windows of `size` tokens."""
    notes: list[str] = []
    if windows > 1:
        notes.append(f"read in {windows} windows of up to {size:,} tokens")
    if cut:
        notes.append(f"{cut} sentence{'s' if cut > 1 else ''} longer than the window, cut at words")
    return tuple(notes)


def _filled(units: Sequence[Unit], capacity: int) -> list[Unit]:
    windows: list[Unit] = []
    for unit in units:
        if not windows or len(windows[-1]) + len(unit) > capacity:
            windows.append([])
        windows[-1].extend(unit)
    return windows


def _cut(text: str, tokens: Tokens, room: int) -> list[Unit]:
    """The ids of a text in pieces of at most `room`, halved at white space near the middle if there is any."""
    ids = tokens.of_text([text])[0]
    if len(ids) <= room:
        return [ids]
    if len(text) < 2:
        return [ids[start : start + room] for start in range(0, len(ids), room)]
    middle = len(text) // 2
    spaces = [i for i in (text.rfind(" ", 1, middle + 1), text.find(" ", middle)) if i > 0]
    at = min(spaces, key=lambda i: abs(i - middle), default=middle)
    return _cut(text[:at], tokens, room) + _cut(text[at:], tokens, room)
