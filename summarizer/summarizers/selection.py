"""Choose whole sentences of articles for a summary: what extractive systems have in common.

Candidates are the prose sentences of a story's articles, in reading order. A system ranks them; `choose`
takes them in that order as far as the length allows and the sentence is not a repetition; `summary_of` puts
them back in reading order. A sentence from within a quotation gets the marks that it lacks by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from summarizer.citations import dateline_end
from summarizer.speech import shown
from summarizer.standalone import states_something
from summarizer.text import count_words, prose
from summarizer.types import Article, Length, Story, Summary, SummarySentence, Support


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may enter the summary. `position` counts the candidates of its article before it."""

    text: str
    article_id: str
    start: int
    end: int
    position: int
    paragraph: int
    words: int


def candidates(story: Story) -> list[Candidate]:
    """The sentences of all articles of the story that can stand in a summary, in reading order."""
    found: list[Candidate] = []
    for article in story.articles:
        own = [sentence for sentence in prose(article.text) if not sentence.text.endswith(":")]
        usable = [sentence for sentence in own if states_something(sentence.text)] or own
        found += [
            Candidate(s.text, article.id, s.start, s.end, position, s.paragraph, count_words(s.text))
            for position, s in enumerate(usable)
        ]
    return found


def choose(
    pool: Sequence[Candidate],
    ranked: Iterable[int],
    length: Length,
    repeats: Callable[[int, Sequence[int]], bool] = lambda index, chosen: False,
) -> tuple[list[int], tuple[str, ...]]:
    """Indices of the sentences to take, in ranked order, and notes for the reader.

    A sentence that no longer fits is passed over for the next that does; `repeats(index, chosen)` tells one
    that says nothing new. Where no sentence fits at all, the shortest is taken and a note says so.
    """
    chosen: list[int] = []
    used = 0
    for index in ranked:
        if length.sentences is not None and len(chosen) >= length.sentences:
            break
        if length.words is not None and used + pool[index].words > length.words:
            continue
        if repeats(index, chosen):
            continue
        chosen.append(index)
        used += pool[index].words
    if chosen or not pool:
        return chosen, ()
    shortest = min(range(len(pool)), key=lambda i: (pool[i].words, i))
    return [shortest], (
        f"no sentence has at most {length.words} words; the shortest has {pool[shortest].words}",
    )


def summary_of(
    story: Story,
    pool: Sequence[Candidate],
    chosen: Iterable[int],
    *,
    system: str,
    signature: str,
    notes: tuple[str, ...],
) -> Summary:
    """The summary made of these candidates in reading order, each resting on its own verbatim span.

    The place and agency that an article opens with are left out.
    """
    if not pool:
        notes = (*notes, "the text has no sentence that can be summarized")
    return Summary(
        document_id=document_id(story),
        system=system,
        signature=signature,
        sentences=tuple(
            _sentence(story.article(one.article_id), one.start + dateline_end(one.text), one.end)
            for one in (pool[i] for i in sorted(chosen))
        ),
        notes=notes,
    )


def _sentence(article: Article, start: int, end: int) -> SummarySentence:
    return SummarySentence(shown(article, start, end).text, (Support(article.id, start, end),))


def document_id(story: Story) -> str:
    """What a summary of the story is about: its article where it has just one, else the story."""
    return story.articles[0].id if len(story.articles) == 1 else story.id
