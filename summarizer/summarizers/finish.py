"""Make a summary of what a model wrote: whole sentences, none twice, within the length that was asked for."""

from __future__ import annotations

import re

from summarizer.models.generation import Written
from summarizer.text import count_words, one_line, sentences, words
from summarizer.types import Length

TOKENS_A_WORD = 2
"""Tokens left for a word that is asked for: news English takes 1.3, other languages and names more."""
TOKENS_A_SENTENCE = 64
SPARE_TOKENS = 32
"""For the end of the last sentence and a preamble, which are cut off again."""

_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_PREAMBLE = re.compile(
    r"\s*(?:(?:sure|certainly|of course|okay|ok)\b[^\n.:]{0,40}[,.!:]\s*)?"
    r"(?:(?:here(?:['’]s| is| are)|below is|the following is|this is)\b[^\n:.]{0,80}"
    r"\b(?:summary|summaries|version|overview|recap|points|sentences|article|text|report)\b[^\n:.]{0,60}:|"
    r"(?:in\s+)?(?:the\s+|a\s+|brief\s+|short\s+|concise\s+|news\s+)*summary(?:\s+of\b[^\n:.]{0,80})?:)\s*",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:let me know|i hope this|is there anything|feel free to|would you like me|note that this summary)\b.*"
    r"|\W*(?:word count\W*\d+(?: words)?|\d+ words)\W*|.*:",
    re.IGNORECASE,
)
_MARKS = re.compile(r"^[^\S\n]*(?:(?:[-*•–]|\d{1,2}[.)]|#{1,6})[^\S\n]+|```\w*)|\*\*|__", re.MULTILINE)
_QUOTED = re.compile(r"""\s*["“]([^"“”]*)["”]\s*""")
_SPACED_POINT = re.compile(r"(?<=\w)\s+(?=[.,;:!?](?:\s|$))")
_LOWER_START = re.compile(r"(?:\A|(?<=[a-z0-9]{2}[.!?] ))[a-z]")
_ENDS = re.compile(r"""[.!?…。！？؟۔।]["'”’»)\]]*$""")


def token_budget(length: Length) -> int:
    """How many tokens a model may write so that a summary of that length is surely among them."""
    budgets = []
    if length.words is not None:
        budgets.append(length.words * TOKENS_A_WORD)
    if length.sentences is not None:
        budgets.append(length.sentences * TOKENS_A_SENTENCE)
    return min(budgets) + SPARE_TOKENS


def finish(
    written: Written, length: Length, *, chat: bool = False
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sentences of the summary, and notes for its reader.

    Whole sentences are taken from the start as far as the length allows. Where not even one fits, the
    shortest is kept and a note says so; where the model wrote none, there are no sentences and a note.
    """
    usable = whole_sentences(written, chat=chat)
    if not usable:
        return (), ("the model wrote no whole sentence",)
    counts = [count_words(text) for text in usable]
    kept = _prefix(counts, length)
    if kept:
        return tuple(usable[i] for i in kept), ()
    shortest = min(range(len(usable)), key=lambda i: (counts[i], i))
    note = f"no sentence has at most {length.words} words; the shortest has {counts[shortest]}"
    return (usable[shortest],), (note,)


def whole_sentences(written: Written, *, chat: bool = False) -> list[str]:
    """The sentences of a text, without a last one that was cut off and those that repeat an earlier one.

    `chat` drops what chat models put around a summary: "Here is a summary:", bullets, bold, quotation marks.
    """
    found = [one_line(s.text) for s in sentences(_cleaned(written.text, chat=chat))]
    if found and not written.finished and not _ENDS.search(found[-1]):
        found.pop()
    if chat:
        found = [text for text in found if not _CLOSING.fullmatch(text)]
    first: dict[tuple[str, ...], str] = {}
    for text in found:
        if own := tuple(word.casefold() for word in words(text)):
            first.setdefault(own, text)
    return list(first.values())


def _cleaned(text: str, *, chat: bool) -> str:
    text = re.sub(r"\s*<n>\s*", "\n", text)  # how PEGASUS writes a line break
    if chat:
        text = _MARKS.sub("", _THOUGHT.sub("", text))
        if preamble := _PREAMBLE.match(text):
            text = text[preamble.end() :]
        if quoted := _QUOTED.fullmatch(text):
            text = quoted.group(1)
    text = _SPACED_POINT.sub("", text).strip()
    if text[:1].islower():  # a model without capitals (T5): its sentences could not be told apart
        text = _LOWER_START.sub(lambda match: match.group().upper(), text)
    return text


def _prefix(counts: list[int], length: Length) -> list[int]:
    """The first sentences up to the one that no longer fits; those that exceed the length are skipped."""
    kept: list[int] = []
    used = 0
    for i, count in enumerate(counts):
        if length.sentences is not None and len(kept) >= length.sentences:
            break
        if length.words is not None and used + count > length.words:
            if kept:
                break
            continue
        kept.append(i)
        used += count
    return kept
