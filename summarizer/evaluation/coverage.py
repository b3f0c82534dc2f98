"""What a summary of a story keeps of it: the facts that several outlets share, and the share of each outlet."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from summarizer.evaluation.counting import Counts
from summarizer.evaluation.gold import GoldStory
from summarizer.evaluation.lines import Span
from summarizer.evaluation.matching import overlaps
from summarizer.text import count_words
from summarizer.types import Story, Summary


def count_summary(gold: GoldStory, summary: Summary) -> Counts:
    """The share of shared facts that the summary states, its length in words, and how evenly it draws on outlets."""
    places = list(own_places(gold.story, summary))
    kept = sum(any(overlaps(span, fact.support[article]) for article, span in places) for fact in gold.shared)
    evenness = balance(gold.story, summary)
    return {
        "summary keeps shared facts": (kept, len(gold.shared)),
        "summary balance": (0, 0) if math.isnan(evenness) else (evenness, 1),
        "summary words": (count_words(summary.text), 1),
    }


def own_places(story: Story, summary: Summary) -> Iterator[tuple[int, Span]]:
    """Where each sentence of a summary stands, as article number and span: the best passage that supports it.

    Other passages that a sentence cites say the same, and are not part of the summary.
    """
    number = {article.id: i for i, article in enumerate(story.articles)}
    for sentence in summary.sentences:
        if sentence.support:
            first = sentence.support[0]
            yield number[first.article_id], (first.start, first.end)


def outlet_shares(story: Story, summary: Summary) -> dict[str, float]:
    """The share of the summary's words that stands in each outlet, from 0 to 1; outlets in the story's order."""
    label = {article.id: article.label for article in story.articles}
    words: Counter[str] = Counter()
    for sentence in summary.sentences:
        if sentence.support:
            words[label[sentence.support[0].article_id]] += count_words(sentence.text)
    total = sum(words.values())
    return {outlet: words[outlet] / total if total else 0.0 for outlet in story.outlets}


def balance(story: Story, summary: Summary) -> float:
    """How evenly a summary draws on the outlets: 0 for words of one outlet only, 1 for the same share of each.

    The entropy of the shares over that of equal shares (Pielou's evenness, 1966). NaN for a story of one
    outlet, or a summary that rests on none.
    """
    shares = outlet_shares(story, summary)
    if len(shares) < 2 or not any(shares.values()):
        return math.nan
    return -sum(share * math.log(share) for share in shares.values() if share) / math.log(len(shares)) + 0.0
