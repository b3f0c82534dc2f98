"""Stories with their facts as people list them: which sentences of which outlet state what, and what is disputed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import InputError, nearest
from summarizer.evaluation.library import Library, story_of
from summarizer.evaluation.lines import Span, json_lines, list_of, mapping_of, span_of, text_of
from summarizer.readers.rows import Row
from summarizer.text import prose
from summarizer.types import Story

DISPUTES = ("", "number", "conflict", "update")
"""How outlets may differ on a fact; an update is a figure that one of them reports later."""


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A fact in neutral words, and the spans that state it: `support[i]` are those of article number i."""

    text: str
    support: tuple[tuple[Span, ...], ...]
    disputed: str = ""


@dataclass(frozen=True, slots=True)
class GoldStory:
    """A story, the sentences of each article that were labelled, and the facts they state."""

    story: Story
    sentences: tuple[tuple[Span, ...], ...]
    facts: tuple[GoldFact, ...]

    def outlets(self, fact: GoldFact) -> frozenset[str]:
        """The outlets that state the fact."""
        return frozenset(
            article.label for article, spans in zip(self.story.articles, fact.support, strict=True) if spans
        )

    @property
    def shared(self) -> tuple[GoldFact, ...]:
        """The facts that two or more outlets state."""
        return tuple(fact for fact in self.facts if len(self.outlets(fact)) > 1)


def read_gold(path: Path, library: Library) -> Iterator[GoldStory]:
    """The stories of a JSONL file: `facts` of `fact`, `support` (article number -> spans) and `disputed`.

    A line has the `articles` themselves, or names them by `set` and `story` in the library. `sentences` are
    the spans that were labelled, a list an article; they may be left out. Raises InputError with file and line
    for what is missing, or points outside its article.
    """
    for row in json_lines(path):
        name = text_of(row, "id") or text_of(row, "story") or f"line {row.number}"
        if "articles" in row.values:
            story = story_of(row.values, name, row.place)
        else:
            story = library.story(text_of(row, "set"), text_of(row, "story"), row.place)
        facts = list_of(row.values.get("facts"), row.place, '"facts"')
        made = tuple(_fact(row, fact, story, i) for i, fact in enumerate(facts))
        yield GoldStory(story, _sentences(row, story), made)


def _sentences(row: Row, story: Story) -> tuple[tuple[Span, ...], ...]:
    """The labelled sentences of each article, or where the line does not give them, those that we find."""
    if "sentences" not in row.values:
        return tuple(tuple((one.start, one.end) for one in prose(article.text)) for article in story.articles)
    parts = list_of(row.values["sentences"], row.place, '"sentences"')
    if len(parts) != len(story.articles):
        raise InputError(
            f'{row.place}: "sentences" has {len(parts)} lists for {len(story.articles)} articles'
        )
    return tuple(_spans(part, story, i, row.place) for i, part in enumerate(parts))


def _fact(row: Row, value: object, story: Story, number: int) -> GoldFact:
    place = f"{row.place}, fact {number}"
    fact = mapping_of(value, place, "a fact")
    support = mapping_of(fact.get("support"), place, '"support"')
    numbers = [str(i) for i in range(len(story.articles))]
    for key in support:
        if key not in numbers:
            raise InputError(f'{place}: support of article "{key}"; the story has {", ".join(numbers)}')
    disputed = fact.get("disputed") or ""
    if not isinstance(disputed, str) or disputed not in DISPUTES:
        known = ", ".join(DISPUTES[1:])
        raise InputError(
            f'{place}: disputed is "{disputed}"{nearest(str(disputed), DISPUTES)} (null, {known})'
        )
    spans = tuple(_spans(support.get(key, []), story, i, place) for i, key in enumerate(numbers))
    return GoldFact(str(fact.get("fact", "")), spans, disputed)


def _spans(value: object, story: Story, article: int, place: str) -> tuple[Span, ...]:
    length = len(story.articles[article].text)
    spans = tuple(
        span_of(one, place, "a span") for one in list_of(value, place, f"spans of article {article}")
    )
    for start, end in spans:
        if end > length:
            raise InputError(
                f"{place}: the span [{start}, {end}] ends after article {article}, which has {length} characters"
            )
    return spans
