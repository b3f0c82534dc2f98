"""Articles into claims: the sentences that assert something, each at its exact place."""

from __future__ import annotations

from summarizer.attribution import speaker
from summarizer.standalone import states_something
from summarizer.text import prose
from summarizer.types import Article, Claim


def extract_claims(article: Article) -> tuple[Claim, ...]:
    """The claims of an article in reading order.

    Questions, lead-ins that end in a colon, very short sentences, headings and other boilerplate are not
    claims.
    """
    usable = [sentence for sentence in prose(article.text) if states_something(sentence.text)]
    return tuple(
        Claim(
            id=f"{article.id}:{sentence.start}-{sentence.end}",
            document_id=article.id,
            text=sentence.text,
            start=sentence.start,
            end=sentence.end,
            position=position,
            speaker=speaker(sentence.text),
        )
        for position, sentence in enumerate(usable)
    )
