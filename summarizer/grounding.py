"""What a written summary rests on.

For each of its sentences the passages that support it, and what they do not bear out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.borrowed import borrowed
from summarizer.citations import dateline_end
from summarizer.interfaces import Aligner
from summarizer.names import names
from summarizer.quantities import quantities, stems
from summarizer.quote_marks import masked, quoted
from summarizer.speech import Shown, shown
from summarizer.standalone import stands_alone, states_something
from summarizer.text import count_words, one_line, prose, words
from summarizer.types import Article, Claim, Flag, Length, Story, Summary, SummarySentence, Support

MOST_PASSAGES = 3
"""Passages kept as support of one sentence."""
JUDGED = 6
"""Nearest passages judged for each sentence."""
FEWEST_WORDS = 6
"""Words that a source sentence put in place must have: what is shorter is often no sentence, or leans on others."""
REPEATED = 0.6
"""Share of the content words of the shorter of two sentences from which one says again what the other says."""

_NAME = re.compile(r"(?<![.!?“\"]\s)(?<!^)\b[A-Z][\w’'-]*[a-z]\w*\b|\b[A-Z]{2,}\b")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_PERSON_MEANT = re.compile(
    r"\b(?:he|she|him|her|his|hers|himself|herself|i|we|me|my|our|such(?! as)|these"
    r"|those(?! (?:who|that|in|of|with|from)\b)"
    r"|this(?! (?:week|month|year|morning|afternoon|evening|weekend|season|time)\b))(?!\.)\b",
    re.IGNORECASE,
)
_THING_MEANT = re.compile(r"\b(?:it|they|its|their|them)\b", re.IGNORECASE)
_TOO_EARLY = re.compile(rf"\W*(?:\w+\W+){{0,2}}(?:{_THING_MEANT.pattern})", re.IGNORECASE)
"""A pronoun for a thing or a group before either can have been named."""


@dataclass(frozen=True, slots=True)
class _Passage:
    article_id: str
    text: str
    start: int
    end: int

    def shown(self, story: Story) -> Shown:
        """The passage as it may stand by itself, without the place and agency that it may open with."""
        return shown(story.article(self.article_id), self.start + dateline_end(self.text), self.end)

    def claim(self) -> Claim:
        return Claim(f"{self.article_id}:{self.start}", self.article_id, self.text, self.start, self.end, 0)


def ground(
    summary: Summary, story: Story, aligner: Aligner, *, strict: bool = False, length: Length | None = None
) -> Summary:
    """The summary with supporting passages and flags on every sentence that came without them.

    A sentence is flagged as `unsupported` if the aligner relates it to no sentence of the articles, and for
    each number and name that stands nowhere in them. With `strict` a sentence is kept as written only if it has
    no flag and says no more than one sentence of an article (`borrowed`); every other gives way to its nearest
    source sentence that stands alone, repeats nothing and keeps the summary within `length`; where there is none it
    is left out, and a note says so.
    """
    if all(sentence.support for sentence in summary.sentences):
        return summary
    passages = [_Passage(a.id, s.text, s.start, s.end) for a in story.articles for s in prose(a.text)]
    if not passages:
        return replace(
            summary, sentences=tuple(replace(s, flags=(Flag("unsupported"),)) for s in summary.sentences)
        )
    texts = [sentence.text for sentence in summary.sentences]
    alike = aligner.similarity(texts, [passage.text for passage in passages])
    order = [[int(i) for i in (-row).argsort(kind="stable")] for row in alike]
    grounded = [
        sentence
        if sentence.support
        else _judged(sentence, [passages[i] for i in nearest[:JUDGED]], story, aligner)
        for sentence, nearest in zip(summary.sentences, order, strict=True)
    ]
    if not strict:
        return replace(summary, sentences=tuple(grounded))
    ranked = [[passages[i] for i in nearest] for nearest in order]
    kept = [
        sentence if before.support else _kept(sentence, nearest, story)
        for before, sentence, nearest in zip(summary.sentences, grounded, ranked, strict=True)
    ]
    return _replaced(summary, kept, ranked, story, length)


def _judged(
    sentence: SummarySentence, nearest: Sequence[_Passage], story: Story, aligner: Aligner
) -> SummarySentence:
    claim = Claim("summary", "summary", sentence.text, 0, len(sentence.text), 0)
    verdicts = aligner.judge([(claim, passage.claim()) for passage in nearest])
    support = [
        Support(passage.article_id, passage.start, passage.end, verdict.score)
        for passage, verdict in zip(nearest, verdicts, strict=True)
        if verdict.relation in ("same", "partial")
    ]
    support.sort(key=lambda passage: -passage.score)
    flags = [] if support else [Flag("unsupported")]
    flags += [Flag("number", number) for number in _unknown_numbers(sentence.text, story.articles)]
    flags += [Flag("name", name) for name in _unknown_names(sentence.text, story.articles)]
    return replace(sentence, support=tuple(support[:MOST_PASSAGES]), flags=tuple(flags))


def _kept(sentence: SummarySentence, nearest: Sequence[_Passage], story: Story) -> SummarySentence | None:
    """The sentence with the passage that says all of it first; None if no passage can be shown to."""
    if sentence.flags or not states_something(sentence.text) or not stands_alone(sentence.text):
        return None
    if not _says_whom(sentence.text):
        return None
    basis = next((passage for passage in nearest if _bears(passage, sentence.text, story)), None)
    if basis is None:
        return None
    own = Support(basis.article_id, basis.start, basis.end)
    others = [one for one in sentence.support if (one.article_id, one.start) != (own.article_id, own.start)]
    return replace(sentence, support=(own, *others)[:MOST_PASSAGES])


def _bears(passage: _Passage, sentence: str, story: Story) -> bool:
    """Whether a passage that stands alone, and is not only what somebody says, says all of the sentence."""
    if not borrowed(sentence, passage.text[dateline_end(passage.text) :]):
        return False
    source = passage.shown(story)
    if source.speech or not states_something(source.text):
        return False
    return stands_alone(source.text) and borrowed(sentence, source.text)


def _says_whom(sentence: str) -> bool:
    """Whether each pronoun outside of quotation marks has a name before it that it can mean."""
    outside = masked(sentence, quoted(sentence))
    if _TOO_EARLY.match(outside):
        return False
    first = _PERSON_MEANT.search(outside)
    return first is None or any(name.end <= first.start() for name in names(sentence))


def _replaced(
    summary: Summary,
    kept: Sequence[SummarySentence | None],
    nearest: Sequence[Sequence[_Passage]],
    story: Story,
    length: Length | None,
) -> Summary:
    """The summary with a source sentence in the place of each that is not kept; what is kept has the room first."""
    found = list(kept)
    for place, sentence in enumerate(found):
        if sentence is not None and _repeats(sentence.text, [s.text for s in found[:place] if s is not None]):
            found[place] = None
    for place, sentence in enumerate(found):
        if sentence is None:
            present = [s.text for s in found if s is not None]
            found[place] = _in_place(summary.sentences[place].text, nearest[place], present, story, length)
    dropped = sum(sentence is None for sentence in found)
    notes = summary.notes
    if dropped:
        notes = (*notes, f"{dropped} unsupported sentence{'s' if dropped > 1 else ''} left out")
    return replace(summary, sentences=tuple(s for s in found if s is not None), notes=notes)


def _in_place(
    written: str, nearest: Sequence[_Passage], present: Sequence[str], story: Story, length: Length | None
) -> SummarySentence | None:
    """The nearest passage that can stand by itself beside what is present, in the place of a written sentence."""
    room = length.words - sum(map(count_words, present)) if length and length.words is not None else None
    for passage in nearest:
        if not _stands(passage.text[dateline_end(passage.text) :]):
            continue
        source = passage.shown(story)
        if (source.speech and not source.speaker) or _repeats(source.introduced, present):
            continue
        if room is not None and count_words(source.introduced) > room:
            continue
        support = (Support(passage.article_id, passage.start, passage.end),)
        return SummarySentence(source.introduced, support, replaced=written)
    return None


def _stands(text: str) -> bool:
    """Whether a source sentence can be shown without those around it."""
    if count_words(text) < FEWEST_WORDS or not states_something(text):
        return False
    return stands_alone(text) and _says_whom(text)


def _repeats(text: str, others: Sequence[str]) -> bool:
    """Whether one of the other sentences has most of the content words of the text, or the other way round."""
    own = stems(text)
    return any(
        one_line(other) == one_line(text)
        or len(own & theirs) >= REPEATED * max(min(len(own), len(theirs)), 1)
        for other, theirs in zip(others, map(stems, others), strict=True)
    )


def _unknown_numbers(sentence: str, articles: Sequence[Article]) -> list[str]:
    """Figures of the sentence that no article has, written in digits or in words."""
    written = {number.replace(",", "") for article in articles for number in _NUMBER.findall(article.text)}
    missing = [number for number in _NUMBER.findall(sentence) if number.replace(",", "") not in written]
    if not missing:
        return []
    values = {quantity.value for article in articles for quantity in quantities(article.text)}
    known = {quantity.text for quantity in quantities(sentence) if quantity.value in values}
    return [number for number in missing if not any(number in text for text in known)]


def _unknown_names(sentence: str, articles: Sequence[Article]) -> list[str]:
    """Capitalized words of the sentence, its first word aside, that stand in no article or title."""
    known = {
        word.casefold()
        for article in articles
        for word in words(f"{article.title} {article.outlet} {article.text}")
    }
    known |= {part for word in known for part in re.split(r"[-'’./]", word)}
    found = [match.group() for match in _NAME.finditer(sentence)]
    return [
        name
        for name in dict.fromkeys(found)
        if name.casefold().removesuffix("’s").removesuffix("'s") not in known
    ]
