"""Which articles, and which outlets behind a fact, are one origin: a wire report and its copies confirm nothing.

Articles are one origin if much of the shorter one's text stands in the other. An outlet that only passes on
what another one reports is no origin of its own for that fact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from summarizer.citations import cited_outlet, credited, source_key
from summarizer.quote_marks import quoted
from summarizer.text import paragraphs, prose, words
from summarizer.types import Article, Citation, Claim, Fact

SHINGLE = 4
"""Words of a shingle: four in a row are seldom equal by chance outside a shared quotation."""
COPIED_SENTENCE = 0.5
"""Share of a sentence's shingles that must stand in the other article for the sentence to count as copied."""
COPIED_ARTICLE = 0.4
"""Share of the shorter article's sentences that must be copied for the two articles to be one origin."""
COPIED_WITH_CREDIT = 0.2
"""The same where both owe text to one outlet or agency, by dateline, byline or a note at the end."""
FEWEST_SHINGLES = 4
"""Shingles of a sentence under which it tells nothing: too short, or nearly all of it quoted."""

_SPOKEN = frozenset(("i", "we", "my", "our", "us", "you", "your", "i’m", "i'm", "we’re", "we're"))
_Shingle = tuple[str, ...]
_Sentences = list[frozenset[_Shingle]]


def origins(articles: Sequence[Article]) -> tuple[tuple[str, ...], ...]:
    """Article ids in groups of one origin each, in the order of the articles.

    Speech does not count as copied: two reporters at one press conference write down the same words. An article
    is compared with those it shares shingles with, until it has joined their group.
    """
    texts = [_sentences(article) for article in articles]
    credited_to = credited(articles)
    credits = [credited_to[article.id] for article in articles]
    group = list(range(len(articles)))
    holders: dict[_Shingle, list[int]] = {}
    for this, sentences in enumerate(texts):
        mine = frozenset[_Shingle]().union(*sentences)
        shared = Counter(other for shingle in mine for other in holders.get(shingle, ()))
        for other, count in sorted(shared.items()):
            enough = COPIED_WITH_CREDIT if credits[this] & credits[other] else COPIED_ARTICLE
            if count < FEWEST_SHINGLES or group[this] == group[other]:
                continue
            if _copied(sentences, texts[other]) >= enough:
                first, last = sorted((group[this], group[other]))
                group = [first if one == last else one for one in group]
        for shingle in mine:
            known = holders.setdefault(shingle, [])
            if all(group[other] != group[this] for other in known):
                known.append(this)
    members: dict[int, list[str]] = {}
    for article, number in zip(articles, group, strict=True):
        members.setdefault(number, []).append(article.id)
    return tuple(tuple(ids) for ids in members.values())


class Independence:
    """Counts the origins behind a fact: outlets that share a text, or pass on another's reporting, count once."""

    def __init__(
        self,
        articles: Sequence[Article],
        claims: Sequence[Claim],
        groups: Sequence[Sequence[str]],
        citations: Sequence[Citation],
    ) -> None:
        outlets = tuple(dict.fromkeys(article.label for article in articles))
        own = {article.id: f"article {article.id}" for article in articles}
        own |= {article_id: f"article {group[0]}" for group in groups for article_id in group}
        by_label = {article.label: own[article.id] for article in reversed(articles)}
        cited: dict[str, list[tuple[Citation, str]]] = {}
        for citation in citations:
            outlet = cited_outlet(citation.source, outlets)
            origin = by_label[outlet] if outlet else f"source {source_key(citation.source)}"
            cited.setdefault(citation.article_id, []).append((citation, origin))
        self._own = {claim.id: own[claim.document_id] for claim in claims}
        self._from: dict[str, str] = {}
        for claim in claims:
            for citation, origin in cited.get(claim.document_id, ()):
                if claim.start < citation.end and citation.start < claim.end:
                    self._from.setdefault(claim.id, origin)

    def origin(self, claim: str) -> str:
        """Where a claim comes from: whom it cites, else its article's own origin, by a name for comparing."""
        return self._from.get(claim, self._own[claim])

    def of_outlet(self, claims: Sequence[str]) -> str:
        """Where one outlet has its claims on a fact from: it is its own origin if any of them cites nobody."""
        return self.origin(next((claim for claim in claims if claim not in self._from), claims[0]))

    def count(self, fact: Fact) -> int:
        """How many independent origins report the fact."""
        return len({self.of_outlet(cell.claims) for cell in fact.cells if cell.claims})


def own_words(text: str) -> str:
    """The text with everything in quotation marks, also over several sentences, as spaces: offsets stay."""
    pieces, position = [], 0
    for start, end in paragraphs(text):
        for span in quoted(text, start, end):
            pieces += [text[position : span.start], " " * (span.end - span.start)]
            position = span.end
    return "".join((*pieces, text[position:]))


def _sentences(article: Article) -> _Sentences:
    """The shingles of every sentence that is told in the article's own words."""
    own = own_words(article.text)
    found = []
    for sentence in prose(article.text):
        tokens = [word.casefold() for word in words(own[sentence.start : sentence.end])]
        shingles = frozenset(zip(*(tokens[k:] for k in range(SHINGLE)), strict=False))
        if len(shingles) >= FEWEST_SHINGLES and _SPOKEN.isdisjoint(tokens):
            found.append(shingles)
    return found


def _copied(one: _Sentences, other: _Sentences) -> float:
    """The share of the shorter article's sentences that stand in the longer, by number of sentences."""
    short, long = sorted((one, other), key=len)
    pool = frozenset[_Shingle]().union(*long)
    copied = sum(1 for sentence in short if len(sentence & pool) / len(sentence) >= COPIED_SENTENCE)
    return copied / len(short) if short else 0.0
