"""The first words of an article, cut wherever the budget ends: LEAD of exactly equal length, to be beaten.

Whole sentences rarely fill a budget, and the shorter of two summaries is at a disadvantage in recall. It is
no summarizer for readers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.components import sign
from summarizer.summarizers.lead import Lead
from summarizer.summarizers.selection import candidates, document_id
from summarizer.text import one_line, words
from summarizer.types import Length, Story, Summary, SummarySentence, Support


@dataclass(frozen=True)
class LeadWords:
    """Takes exactly as many words from the top of the (first) article as the length allows, if it has them.

    Where the length says nothing of words, it is LEAD.
    """

    def summarize(self, stories: Sequence[Story], length: Length) -> list[Summary]:
        """One summary a story, in order."""
        if length.words is None:
            return Lead().summarize(stories, length)
        return [self._one(story, length.words) for story in stories]

    def _one(self, story: Story, room: int) -> Summary:
        sentences: list[SummarySentence] = []
        for one in candidates(Story(story.id, story.articles[:1])):
            text = _first_words(one.text, room)
            if text:
                support = Support(one.article_id, one.start, one.start + len(text))
                sentences.append(SummarySentence(one_line(text), (support,)))
            room -= min(room, one.words)
        return Summary(document_id(story), "lead-words", sign(self), tuple(sentences))


def _first_words(text: str, room: int) -> str:
    """The text up to the end of its word number `room`; all of it if it has fewer, "" for none."""
    found = words(text)
    if len(found) <= room:
        return text
    end = 0
    for word in found[:room]:
        end = text.index(word, end) + len(word)
    return text[:end]
