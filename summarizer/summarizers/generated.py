"""What the systems that write share: stories to sentences, in windows to a model, its words to summaries.

A system says with a `Frame` what it puts around a text of a story, and with `write` what its model does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from summarizer.errors import ModelError
from summarizer.models.generation import Generator, Written
from summarizer.summarizers.finish import finish, whole_sentences
from summarizer.summarizers.selection import document_id
from summarizer.summarizers.windows import Piece, Unit, Window, condense, units_of, window_notes
from summarizer.text import one_line, prose
from summarizer.types import Length, Story, Summary, SummarySentence

LEAST_ROOM = 16
"""Tokens of text that must fit a window beside the prompt."""
LONGEST_HEADING = 300
"""Characters of an outlet and a title that are given to a model."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The ids around a text. `separator` stands between articles; without one, each has a heading."""

    before: Unit
    after: Unit
    separator: tuple[int, ...] = ()

    def around(self, ids: Unit) -> Unit:
        """The whole prompt."""
        return [*self.before, *ids, *self.after]


def generated_summaries(
    stories: Sequence[Story],
    length: Length,
    frames: Sequence[Frame],
    generator: Generator,
    write: Callable[[Sequence[Unit], Sequence[Unit], bool], list[Written]],
    *,
    window: int,
    chat: bool,
    system: str,
    signature: str,
) -> list[Summary]:
    """One summary a story, in order.

    Args:
        stories: what to summarize; articles are read without their boilerplate.
        length: what was asked for; it is kept.
        frames: what is put around the text of each story.
        generator: the model, for its tokenizer.
        write: what the model writes on each whole prompt, given with the text in it; told whether that is the
            summary, or will be read again together with what it writes on the other windows.
        window: tokens that a prompt may have.
        chat: whether the model is a chat model, which puts pleasantries around a summary.
        system: name of the system.
        signature: its signature.

    Raises:
        ModelError: there is no room for text beside the prompt.
    """
    rooms = [_room(frame, window, generator.name) for frame in frames]
    read = [
        units_of(pieces(story, frame), generator.tokens, room)
        for story, frame, room in zip(stories, frames, rooms, strict=True)
    ]

    def write_all(windows: Sequence[Window]) -> list[Written]:
        written: dict[int, Written] = {}
        for final in (False, True):
            chosen = [i for i, part in enumerate(windows) if part.final is final]
            texts = [windows[i].ids for i in chosen]
            prompts = [frames[windows[i].text].around(windows[i].ids) for i in chosen]
            written |= zip(chosen, write(prompts, texts, final) if prompts else [], strict=True)
        return [written[i] for i in range(len(windows))]

    def reread(text: int, parts: Sequence[Written]) -> list[Unit]:
        kept = [sentence for part in parts for sentence in whole_sentences(part, chat=chat)]
        return units_of(_spaced(kept), generator.tokens, rooms[text])[0]

    outcomes = condense([units for units, _ in read], rooms, write_all, reread)
    summaries = []
    for story, (units, cut), outcome in zip(stories, read, outcomes, strict=True):
        kept, notes = finish(outcome.written, length, chat=chat)
        if not units:
            notes = ("the text has no sentence that can be summarized",)
        summaries.append(
            Summary(
                document_id=document_id(story),
                system=system,
                signature=signature,
                sentences=tuple(SummarySentence(text) for text in kept),
                windows=outcome.windows,
                notes=(*window_notes(outcome.windows, window, cut), *notes),
            )
        )
    return summaries


def heading(outlet: str, title: str) -> str:
    """The line above an article: "outlet: title", or what there is of it."""
    return one_line(": ".join(part for part in (outlet, title) if part))[:LONGEST_HEADING]


def _room(frame: Frame, window: int, name: str) -> int:
    room = window - len(frame.around([]))
    if room < LEAST_ROOM + len(frame.separator):
        raise ModelError(
            f"{name} reads {window:,} tokens at once, and prompt and summary leave {max(room, 0):,} of them "
            "for the text; ask for a shorter summary, or set a shorter prompt or a larger window"
        )
    return room


def pieces(story: Story, frame: Frame) -> list[Piece]:
    """The sentences of a story's articles as a model reads them, with the headings or separators between."""
    found: list[Piece] = []
    for article in story.articles:
        own = _spaced([one_line(sentence.text) for sentence in prose(article.text)])
        if own and len(story.articles) > 1:
            if frame.separator:
                lead = frame.separator if found else ()
                own[0] = Piece(own[0].text, lead)
            else:
                line = heading(article.label, article.title)
                own[0] = Piece(f"{line}\n{own[0].text}" if not found else f"\n\n{line}\n{own[0].text}")
        found += own
    return found


def _spaced(sentences: Sequence[str]) -> list[Piece]:
    return [Piece(text if i == 0 else f" {text}") for i, text in enumerate(sentences)]
