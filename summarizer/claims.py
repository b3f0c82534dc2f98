"""Articles into claims: the sentences that assert something, each at its exact place, with who says it and how."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from summarizer.attribution import Attribution, hedged
from summarizer.clauses import clauses
from summarizer.quotations import cast_of, placed, quotations, speaker_of
from summarizer.quote_marks import Quoted, quoted
from summarizer.references import Cast
from summarizer.standalone import states_something
from summarizer.text import Sentence, one_line, paragraphs, prose
from summarizer.types import Article, Claim, ClaimUnit, Manner, Quotation


def extract_claims(article: Article, unit: ClaimUnit = "sentences") -> tuple[Claim, ...]:
    """The claims of an article in reading order: its sentences, or their clauses where they assert separate things.

    Questions, lead-ins that end in a colon, very short sentences, the repeated headline, captions, headings and
    other boilerplate are not claims.
    """
    text = article.text
    cast = cast_of(text)
    quotes = _Quotes(article)
    found: list[Claim] = []
    last = ""
    for sentence in prose(text):
        if not states_something(sentence.text) or _repeats_title(sentence, article.title):
            continue
        said = quotes.attributions(sentence)
        for start, end in _pieces(text, sentence, quotes.marks(sentence), unit):
            own = [one for one in said if start <= one.start < end]
            speaker, manner = _source(start, own, quotes, cast, last)
            last = speaker if own and speaker else last
            resolved = cast.resolved((start, end), quotes.marks(sentence))
            found.append(
                Claim(
                    id=f"{article.id}:{start}-{end}",
                    document_id=article.id,
                    text=text[start:end],
                    start=start,
                    end=end,
                    position=len(found),
                    speaker=speaker,
                    manner=manner,
                    hedged=hedged(text[start:end]),
                    resolved="" if resolved == text[start:end] else resolved,
                    sentence_start=sentence.start,
                    sentence_end=sentence.end,
                )
            )
    return tuple(found)


class _Quotes:
    """What an article quotes and who says what, found once and looked up by place."""

    def __init__(self, article: Article) -> None:
        self._spans = list(paragraphs(article.text))
        self._starts = [start for start, _ in self._spans]
        self._marks = [quoted(article.text, start, end) for start, end in self._spans]
        self._said = [placed(article.text, start, end) for start, end in self._spans]
        self._quotations = quotations(article)
        self._quotation_starts = [quotation.start for quotation in self._quotations]

    def marks(self, sentence: Sentence) -> tuple[Quoted, ...]:
        """The quoted spans of the sentence's paragraph."""
        return self._marks[self._paragraph(sentence.start)]

    def attributions(self, sentence: Sentence) -> list[Attribution]:
        """The attributions that the sentence, or a main clause of it, rests on."""
        said = self._said[self._paragraph(sentence.start)]
        return [one for one in said if one.main and sentence.start <= one.start < sentence.end]

    def around(self, position: int) -> Quotation | None:
        """The quotation that a place, or the mark at it, belongs to."""
        index = bisect_right(self._quotation_starts, position + 1) - 1
        found = self._quotations[index] if index >= 0 else None
        return found if found and position < found.end else None

    def _paragraph(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1


def _source(
    start: int, own: Sequence[Attribution], quotes: _Quotes, cast: Cast, last: str
) -> tuple[str, Manner]:
    """Who the claim comes from, and how it is passed on: by its own words, or as part of a quotation."""
    quotation = quotes.around(start)
    if own:
        speaker = quotation.speaker if quotation and quotation.speaker else speaker_of(own[0], cast, last)
        return speaker, own[0].manner
    return (quotation.speaker, "said") if quotation and quotation.speaker else ("", "")


def _pieces(
    text: str, sentence: Sentence, marks: tuple[Quoted, ...], unit: ClaimUnit
) -> Iterator[tuple[int, int]]:
    if unit == "sentences":
        yield sentence.start, sentence.end
        return
    for start, end in clauses(text, sentence.start, sentence.end, marks):
        if states_something(text[start:end]):
            yield start, end


def _repeats_title(sentence: Sentence, title: str) -> bool:
    return bool(title) and one_line(sentence.text).casefold().rstrip(".") == one_line(
        title
    ).casefold().rstrip(".")
