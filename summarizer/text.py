"""Sentences and words of a text, with offsets that always point into the text as it was read.

Sentences come from nupunkt, run on each paragraph so that a missing full stop before a line break cannot glue
a headline to the next line. Its cuts are then mended where news text needs it: ordinary words that it takes
for abbreviations ("reached the port. Crews ..."), ranks and titles ("Lt. Col. X"), parentheses ("(R-Ky. ...
)"), and sentences that would begin with a lower-case letter.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from summarizer.boilerplate import boilerplate_kind

CACHED_TEXTS = 256
"""How many texts keep their sentences in memory.

A story's articles are split once, a long run does not grow.
"""
LONGEST_PARENTHESIS = 240
"""Characters within which an open parenthesis must close for a sentence boundary inside it to be undone."""
LONGEST_PARAGRAPH = 20_000
"""Characters of a paragraph handed to the splitter at once; a longer one is first cut at white space."""

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\n[^\S\n]*\n|\r\n[^\S\n]*\r\n|\u2029")
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+(?:[.,'’‐‑\-&/][^\W_{_CJK}]+)*")
_TERMINAL = re.compile(r"""[.!?…:;。！？؟۔।]["'”’»)\]]*\s*$""")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"‘'\[])(?:Lt|Col|Gen|Sgt|Capt|Cmdr|Maj|Adm|Brig|Cpl|Pvt|Sen|Sens|Rep|Reps|Gov|Govs|Rev|Hon|Pres|Supt|Insp|"
    r"Det|Mr|Mrs|Ms|Mx|Dr|Drs|Prof|St|Ste|Mt|Ft|vs|v|No|Nos|Fig|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|"
    r"[A-Z]|[A-Z](?:\.[A-Z])+)\.\s*$"
)
_ENDS_IN_UNIT = re.compile(r"\b(?:[ap]\.m|U\.S|U\.K|U\.N|E\.U|D\.C|Jr|Sr|Inc|Co|Corp|Ltd)\.\s*$")
_ORDINARY = frozenset(
    """
    accent acres ad ago aims alike all aloud amok anarchy app applause art ashore awry backs bail bank
    barn bed bets black bleak bold bombardment bombed bond book broad bull bump bus call can cancer car
    cent century chaos chase chest chip civilization cliff climb coal code cold cooler cow crafts crazy
    day deserved divide doves drunk dumb dyes elect enter equal faded farce fiat fish flag flip flourish
    foes found fray free gracefully gunpoint hacked hall hand hard helper hers highs holidays horse human
    ilk ill ills info invaders joke knees lab lack laughter lazy lead leg life lock loot low luck mankind
    me memo mess met misplaced miss month nonsense offline okay onwards parade park pen penny pick port
    reporter reports rest rich rife roll rounds row ruin ruined sand saw scam scandal sect sent series
    shade shrug sick sleep so soar south stake stars stock story sum sun tables talent tasks tax tech
    thanks toil tread unforgiving untouched vain vet vibe victories walk wall wane waned wash wave week
    west wheat wheel whites win wings wisely woes woods works wrath yard
    """.split()
)
"""Words that end sentences in news, all of which nupunkt takes for abbreviations."""
_DASH = re.compile(r"(?:[—–―]|--|-\s)\s*[a-z]")
"""What goes on with a sentence, though a full stop or a bracket before it looked like an end."""
_LOWER_CASE_END = re.compile(r"""(?<![\w.@'’-])([a-z]+)\.["”’')\]]*(?=\s+[“"‘'(\[]*[A-Z])""")
_OPENERS = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text: `text[start:end]`, in paragraph number `paragraph`.

    `boilerplate` is empty for prose, else what the line is: "caption", "byline", "promo", "copyright",
    "heading", "fragment".
    """

    text: str
    start: int
    end: int
    paragraph: int
    boilerplate: str = ""


@lru_cache(maxsize=CACHED_TEXTS)
def sentences(text: str) -> tuple[Sentence, ...]:
    """Every sentence of the text in order, boilerplate lines included and marked.

    White space around them is left out.
    """
    found: list[Sentence] = []
    for number, (start, end) in enumerate(paragraphs(text)):
        kind = boilerplate_kind(text[start:end], first=number == 0)
        for left, right in _sentence_spans(text, start, end):
            found.append(Sentence(text[left:right], left, right, number, kind))
    return tuple(found)


def prose(text: str) -> tuple[Sentence, ...]:
    """The sentences of the text that are reporting: all of them but the boilerplate."""
    return tuple(sentence for sentence in sentences(text) if not sentence.boilerplate)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the paragraphs: lines, or blank-line separated blocks where the lines are hard-wrapped."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text) if not m.group().isspace()]
    if not _is_hard_wrapped(text, lines):
        yield from lines
        return
    start, end = lines[0]
    for left, right in lines[1:]:
        if _BREAK.search(text, end, left):
            yield start, end
            start = left
        end = right
    yield start, end


def words(text: str) -> list[str]:
    """The words of a text in any script.

    Letters and digits, inner apostrophes, hyphens and points kept; CJK by character.
    """
    return _WORD.findall(text)


def count_words(text: str) -> int:
    """How many words `words` finds."""
    return sum(1 for _ in _WORD.finditer(text))


def one_line(text: str) -> str:
    """The text with every run of white space, line breaks included, as one space.

    For showing a passage, not for spans.
    """
    return " ".join(text.split())


def _is_hard_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """True if most lines run on into the next without an end of sentence, at about one width."""
    inner = [
        (left, right)
        for (left, right), (following, _) in itertools.pairwise(lines)
        if not _BREAK.search(text, right, following)
    ]
    if len(inner) < 3:
        return False
    widths = sorted(right - left for left, right in inner)
    if not 40 <= widths[len(widths) // 2] <= 120 or widths[-1] > 160:
        return False
    running = sum(1 for left, right in inner if not _TERMINAL.search(text, left, right))
    return running / len(inner) > 0.6


def _sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    pieces = [span for left, right in _chunks(text, start, end) for span in _split(text, left, right)]
    if not pieces:
        return
    current_start, current_end = pieces[0]
    for left, right in pieces[1:]:
        if _belongs_together(text, current_start, current_end, left, right, end):
            current_end = right
            continue
        yield current_start, current_end
        current_start, current_end = left, right
    yield current_start, current_end


def _chunks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_PARAGRAPH:
        cut = text.rfind(" ", start, start + LONGEST_PARAGRAPH)
        cut = cut if cut > start else start + LONGEST_PARAGRAPH
        yield start, cut
        start = cut
    yield start, end


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    from nupunkt import sent_spans

    for left, right in sent_spans(text[start:end]):
        ends = _LOWER_CASE_END.finditer(text, start + left, start + right)
        cuts = [match.end() for match in ends if match[1] in _ORDINARY]
        for piece in itertools.pairwise((start + left, *cuts, start + right)):
            span = _trimmed(text, *piece)
            if span[0] < span[1]:
                yield span


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _belongs_together(text: str, start: int, cut: int, left: int, right: int, end: int) -> bool:
    head, tail = text[start:cut], text[left:right]
    if tail[0].islower() or not any(ch.isalnum() for ch in tail) or _DASH.match(tail):
        return True
    if _ABBREVIATION.search(head) and not _ENDS_IN_UNIT.search(head):
        return True
    return any(
        head.count(opener) > head.count(closer)
        and text.find(closer, left, min(end, left + LONGEST_PARENTHESIS)) >= 0
        for opener, closer in _OPENERS.items()
    )
