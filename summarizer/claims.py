"""Articles into claims: the sentences that assert something, each at its exact place."""

from __future__ import annotations

import re

from summarizer.attribution import speaker
from summarizer.text import count_words, prose
from summarizer.types import Article, Claim

FEWEST_WORDS = 4
"""Words under which a sentence ("He left.", "Not so.") is not compared.

It asserts too little to be matched safely.
"""

_QUESTION = re.compile(r"""\?["'”’)\]]*$""")


def extract_claims(article: Article) -> tuple[Claim, ...]:
    """The claims of an article in reading order.

    Questions, lead-ins that end in a colon, very short sentences, headings and other boilerplate are not
    claims.
    """
    usable = [
        sentence
        for sentence in prose(article.text)
        if count_words(sentence.text) >= FEWEST_WORDS
        and not _QUESTION.search(sentence.text)
        and not sentence.text.endswith(":")
    ]
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
