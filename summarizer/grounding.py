"""What a written summary rests on.

For each of its sentences the passages that support it, and what they do not bear out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.interfaces import Aligner
from summarizer.quantities import quantities
from summarizer.speech import shown
from summarizer.text import count_words, prose, words
from summarizer.types import Article, Claim, Flag, Length, Story, Summary, SummarySentence, Support

MOST_PASSAGES = 3
"""Passages kept as support of one sentence."""
JUDGED = 6
"""Nearest passages judged for each sentence."""

_NAME = re.compile(r"(?<![.!?“\"]\s)(?<!^)\b[A-Z][\w’'-]*[a-z]\w*\b|\b[A-Z]{2,}\b")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class _Passage:
    article_id: str
    text: str
    start: int
    end: int

    def claim(self) -> Claim:
        return Claim(f"{self.article_id}:{self.start}", self.article_id, self.text, self.start, self.end, 0)


def ground(
    summary: Summary, story: Story, aligner: Aligner, *, strict: bool = False, length: Length | None = None
) -> Summary:
    """The summary with supporting passages and flags on every sentence that came without them.

    A sentence is flagged as `unsupported` if the aligner relates it to no sentence of the articles, and for
    each number and name that stands nowhere in them. With `strict` a flagged sentence gives way to its
    nearest source sentence that is not yet used and keeps the summary within `length`; where there is none it
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
    return _replaced(summary, grounded, [[passages[i] for i in nearest] for nearest in order], story, length)


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


def _replaced(
    summary: Summary,
    grounded: Sequence[SummarySentence],
    nearest: Sequence[Sequence[_Passage]],
    story: Story,
    length: Length | None,
) -> Summary:
    used = {
        (s.article_id, s.start) for sentence in grounded if not sentence.flags for s in sentence.support[:1]
    }
    room = length.words if length else None
    if room is not None:
        room -= sum(count_words(sentence.text) for sentence in grounded if not sentence.flags)
    kept: list[SummarySentence] = []
    dropped = 0
    for sentence, passages in zip(grounded, nearest, strict=True):
        if not sentence.flags:
            kept.append(sentence)
            continue
        passage = next(
            (
                p
                for p in passages
                if (p.article_id, p.start) not in used and (room is None or count_words(p.text) <= room)
            ),
            None,
        )
        if passage is None:
            dropped += 1
            continue
        used.add((passage.article_id, passage.start))
        room = None if room is None else room - count_words(passage.text)
        support = (Support(passage.article_id, passage.start, passage.end),)
        text = shown(story.article(passage.article_id), passage.start, passage.end).text
        kept.append(SummarySentence(text, support, replaced=sentence.text))
    notes = summary.notes
    if dropped:
        notes = (*notes, f"{dropped} unsupported sentence{'s' if dropped > 1 else ''} left out")
    return replace(summary, sentences=tuple(kept), notes=notes)


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
