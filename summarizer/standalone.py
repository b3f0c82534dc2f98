"""Whether a sentence states something, and whether it can be read without the one before it."""

from __future__ import annotations

import re

from summarizer.text import count_words

FEWEST_WORDS = 4
"""Words under which a sentence ("He left.", "Not so.") says too little to be compared or to stand in a summary."""

_QUESTION = re.compile(r"""\?["'”’)\]]*$""")
_LEANS = re.compile(
    r"""^["'“‘]?(?:he|she|it|they|this|that|these|those|his|her|their|its|but|and|so|yet|or|also|however|instead|meanwhile|"""
    r"""such|there|then|still|another|both|i|we|you|my|our|as for|in addition|for example|that['’]s|it['’]s|he['’]s|she['’]s)\b""",
    re.IGNORECASE,
)


def states_something(sentence: str) -> bool:
    """False for a question, a lead-in that ends in a colon, and a sentence of hardly any words."""
    if sentence.endswith(":") or _QUESTION.search(sentence):
        return False
    return count_words(sentence) >= FEWEST_WORDS


def stands_alone(sentence: str) -> bool:
    """False if the sentence leans on what came before.

    A pronoun or connective first, or half of a quotation.
    """
    if _LEANS.match(sentence):
        return False
    if sentence.count("“") != sentence.count("”"):
        return False
    return sentence.count('"') % 2 == 0
