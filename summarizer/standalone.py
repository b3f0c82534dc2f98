"""Whether a sentence states something, and whether it can be read without the one before it."""

from __future__ import annotations

import re

from summarizer.text import count_words

FEWEST_WORDS = 4
"""Words under which a sentence ("He left.", "Not so.") says too little to be compared or to stand in a summary."""

_QUESTION = re.compile(r"""\?["'”’)\]]*$""")
_LEANS = re.compile(
    r"""^["'“‘]?(?:he|she|it|they|this|that|these|those|his|her|their|its|but|and|so|yet|or|also|however|instead|meanwhile|"""
    r"""such|there|then|still|another|both|the others?|the latter|the comments?|the remarks?|i|we|you|my|our|as for|in addition|for example|that['’]s|it['’]s|he['’]s|she['’]s)\b""",
    re.IGNORECASE,
)
_CUT_OFF = re.compile(r"""(?:\.\.\.|…)["'”’)\]]*$""")
_POSTED = re.compile(r"(?:^|[\s(])@\w{2,}|pic\.twitter\.com/|https?://", re.IGNORECASE)
_SOMEBODY_SAID = re.compile(r"""[,”"] ?(?:he|she|they) (?:said|says|added|told \w+|wrote)\b[^,;“"]{0,40}$""")
"""Whose words they are stands in an earlier sentence."""
_AIM_ONLY = re.compile(
    r"^To (?!(?:be|the|a|an|this|that|his|her|their|its|my|our|me|him|us|them)\b)[a-z]+\b[^,;—–]*$"
)
"""An infinitive without a main clause ("To pay for the bridge."): the rest of a sentence cut at its full stop."""
LONGEST_AIM = 8
"""Words above which such a sentence most likely has a main clause after all."""


def states_something(sentence: str) -> bool:
    """False for a question, a lead-in that ends in a colon, a mere infinitive, and a sentence of hardly any words."""
    if sentence.endswith(":") or _QUESTION.search(sentence):
        return False
    words = count_words(sentence)
    return words >= FEWEST_WORDS and not (words <= LONGEST_AIM and _AIM_ONLY.match(sentence))


def stands_alone(sentence: str) -> bool:
    """False if the sentence leans on what came before.

    A pronoun or connective first, words of somebody who is only "he" or "she", half of a quotation, a sentence cut
    off, or a post from a social network.
    """
    if (
        _LEANS.match(sentence)
        or _SOMEBODY_SAID.search(sentence)
        or _CUT_OFF.search(sentence)
        or _POSTED.search(sentence)
    ):
        return False
    if sentence.count("“") != sentence.count("”"):
        return False
    return sentence.count('"') % 2 == 0
