"""The quotations of an article, each with its speaker where the article names one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from summarizer.attribution import Attribution, attributions
from summarizer.quote_marks import Quoted, quoted
from summarizer.references import Cast
from summarizer.text import count_words, paragraphs, sentences
from summarizer.types import Article, Quotation

FEWEST_WORDS = 3
"""Words under which what stands in quotation marks is a word that the writer holds at a distance, not a quotation."""
FARTHEST = 160
"""Characters between a quotation and the words that say who spoke, in one sentence."""

CACHED = 256
"""Articles whose people and quotations are kept in memory."""

_NAMELESS = re.compile(
    r"(?:(?:The|A|An|One|Another|His|Her|Their)\s|[A-Z][\w.]*(?:\s[A-Z][\w.]*)*[’']s\s)(?:[a-z]\w*[\s-]){0,2}"
    r"(?:attorney|lawyer|spokes(?:man|woman|person)|official|aide|adviser|advisor|chief justice|judge|prosecutor"
    r"|professor|analyst|expert|witness|neighbor|neighbour|nurse|teacher|son|daughter|brother|sister|wife"
    r"|husband|mother|father|friend|colleague)\b(?!\s[A-Z]|,\s(?:[a-z]+\s){0,2}[A-Z])"
)
"""A person without a name who opens a sentence, and whom "he" in the next one may mean."""
_TITLE_WORD = re.compile(r"[A-Z0-9]|(?:a|an|the|of|and|in|on|for|to|at|with|from|by|or|is)$")
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\bMrs)(?<!\bRep)(?<!\bSen)(?<!\bGov)(?<!\bGen)(?<!\bRev)(?<!\bSgt)(?<!\bCol)(?<!\bProf)"
    r"[.!?][”\"’')]*\s+(?=[A-Z“\"])|\n"
)


@lru_cache(maxsize=CACHED)
def quotations(article: Article) -> tuple[Quotation, ...]:
    """What the article quotes, in order; titles of works and single words in quotation marks are left out.

    A quotation that goes on over several paragraphs is one a paragraph, all with its speaker.
    """
    text = article.text
    cast = cast_of(text)
    found: list[Quotation] = []
    last = ""
    open_speaker: str | None = None
    for start, end in paragraphs(text):
        spans = quoted(text, start, end)
        said = placed(text, start, end)
        speakers = _speakers(text, spans, said, cast, last)
        if spans and open_speaker is not None and spans[0].start - start <= 1 and not speakers[0]:
            speakers[0] = open_speaker
        for span, speaker in zip(spans, speakers, strict=True):
            if _is_quotation(text[span.start : span.end]):
                found.append(Quotation(article.id, span.start, span.end, speaker))
        named = [speaker for speaker in speakers if speaker]
        last = named[-1] if named else _last_named(said, cast) or last
        open_speaker = (speakers[-1] or last) if spans and not spans[-1].closed else None
    return tuple(found)


@lru_cache(maxsize=CACHED)
def cast_of(text: str) -> Cast:
    """The people of an article's text, ready to be asked whom a pronoun means."""
    return Cast(text, tuple((sentence.start, sentence.end) for sentence in sentences(text)))


def speaker_of(one: Attribution, cast: Cast, last: str = "") -> str:
    """The speaker's full name; for a pronoun the person it plainly means.

    `last` is who spoke last: "he" may mean him where the article does not name another. After a sentence about a person
    without a name ("His lawyer disagreed. He said ...") it is not plain whom it means.
    """
    if not one.is_pronoun:
        return cast.full(one.speaker)
    if one.speaker.casefold() not in ("he", "she"):
        return ""
    if _follows_the_nameless(cast, one.start):
        return ""
    return cast.meant(one.speaker, one.start, prefer=last)


def _follows_the_nameless(cast: Cast, position: int) -> bool:
    """Whether the sentence before the one at a place, or its own up to there, opens with a person without a name."""
    own = bisect_right(cast.sentences, (position, len(cast.text))) - 1
    starts = (cast.sentences[place][0] for place in (own - 1, own) if place >= 0)
    return any(_NAMELESS.match(cast.text, start, position) for start in starts)


def placed(text: str, start: int, end: int) -> list[Attribution]:
    """The attributions of a paragraph, with their places in the whole text."""
    return [
        replace(one, start=start + one.start, end=start + one.end) for one in attributions(text[start:end])
    ]


def _speakers(
    text: str, spans: Sequence[Quoted], said: Sequence[Attribution], cast: Cast, last: str
) -> list[str]:
    """Who says each quotation of a paragraph: the one named beside it, else who said the one right before."""
    speakers: list[str] = []
    for index, span in enumerate(spans):
        before = spans[index - 1].end if index else 0
        after = spans[index + 1].start if index + 1 < len(spans) else len(text)
        one = _beside(text, span, said, before, after)
        if one is not None:
            speaker = speaker_of(one, cast, speakers[-1] if speakers and speakers[-1] else last)
        elif index and _follows_at_once(text, spans[index - 1], span):
            speaker = speakers[-1]
        else:
            speaker = ""
        speakers.append(speaker)
    return speakers


def _beside(
    text: str, span: Quoted, said: Sequence[Attribution], before: int, after: int
) -> Attribution | None:
    """The attribution that stands after a quotation, or else before it, in one sentence with it."""
    position = bisect_right([one.start for one in said], span.start)
    following = said[position] if position < len(said) else None
    if (
        following
        and following.start < after
        and not _ends_sentence(text, span, following)
        and _near(text, span.end + 1, following.start)
    ):
        return following
    previous = said[position - 1] if position else None
    if previous and _near(text, previous.end, span.start - 1):
        return previous
    return None


def _ends_sentence(text: str, span: Quoted, following: Attribution) -> bool:
    """Whether the quotation ends its sentence, so that what follows is said of something else.

    Before "he said" stands a comma, a question or an exclamation mark; "He said" and "The mayor said" begin anew.
    """
    last = text[span.end - 1]
    return last == "." or (last in "?!" and following.speaker.startswith(("He", "She", "They", "The ", "A ")))


def _near(text: str, start: int, end: int) -> bool:
    return end - start <= FARTHEST and not _SENTENCE_END.search(text, start, end + 1)


def _follows_at_once(text: str, previous: Quoted, span: Quoted) -> bool:
    """Whether only the end of the sentence that names the speaker stands between two quotations."""
    return len(_SENTENCE_END.findall(text[previous.end + 1 : span.start])) <= 1


def _last_named(said: Sequence[Attribution], cast: Cast) -> str:
    return next((cast.full(one.speaker) for one in reversed(said) if not one.is_pronoun), "")


def _is_quotation(words: str) -> bool:
    """False for a word or two held at a distance, and for the title of a work."""
    if count_words(words) < FEWEST_WORDS:
        return False
    if words.rstrip()[-1:] in (".", ",", "!", "?", "…", "—"):
        return True
    return not all(_TITLE_WORD.match(word) for word in words.split())
