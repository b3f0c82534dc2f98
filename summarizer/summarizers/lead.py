"""The baseline every system must beat: the first sentences of the (first) article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.components import sign
from summarizer.summarizers.selection import Candidate, candidates, choose, summary_of
from summarizer.types import Length, Story, Summary


@dataclass(frozen=True)
class Lead:
    """Takes sentences from the top until the length is reached.

    Of a story with several articles, from the first.
    """

    def summarize(self, stories: Sequence[Story], length: Length) -> list[Summary]:
        """One summary a story, in order."""
        return [self._one(story, length) for story in stories]

    def _one(self, story: Story, length: Length) -> Summary:
        pool = candidates(replace(story, articles=story.articles[:1]))
        chosen, notes = choose(pool, _prefix(pool, length), length)
        return summary_of(story, pool, chosen, system="lead", signature=sign(self), notes=notes)


def _prefix(pool: Sequence[Candidate], length: Length) -> list[int]:
    """The first sentences up to the one that no longer fits.

    Sentences that alone exceed the length are passed over.
    """
    taken: list[int] = []
    used = 0
    for index, candidate in enumerate(pool):
        if length.words is not None and used + candidate.words > length.words:
            if taken:
                break
            continue
        taken.append(index)
        used += candidate.words
    return taken
