"""Whether a sentence can be read without the one before it."""

from __future__ import annotations

import re

_LEANS = re.compile(
    r"""^["'“‘]?(?:he|she|it|they|this|that|these|those|his|her|their|its|but|and|so|yet|or|also|however|instead|meanwhile|"""
    r"""such|there|then|still|another|both|i|we|you|my|our|as for|in addition|for example|that['’]s|it['’]s|he['’]s|she['’]s)\b""",
    re.IGNORECASE,
)


def stands_alone(sentence: str) -> bool:
    """False if the sentence leans on what came before.

    A pronoun or connective first, or half of a quotation.
    """
    if _LEANS.match(sentence):
        return False
    if sentence.count("“") != sentence.count("”"):
        return False
    return sentence.count('"') % 2 == 0
