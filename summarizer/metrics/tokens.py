"""How ROUGE splits a text into words: as the reference implementation does, or in every script.

The reference tokenizer keeps a-z and 0-9 only: a summary in Greek, Arabic or Chinese has no words for it and
would score zero. So a text that would lose most of its letters is an error here, and "auto" turns to the
words of Unicode where one of the texts needs it.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from summarizer.errors import ConfigError, InputError, nearest

Tokenize = Callable[[str], list[str]]

TOKENIZERS = ("auto", "reference", "unicode", "characters")
MOST_LOST = 0.5
"""Share of a text's letters that the reference tokenizer may lose (accents in "café") before it is refused."""

_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f"
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Thai, Lao, Khmer, Burmese, Japanese and Chinese, which put no space between words."""


def resolve(tokenizer: str, texts: Iterable[str]) -> str:
    """The tokenizer that "auto" stands for on these texts; any other name as it is.

    "reference" as long as every text keeps most of its letters, so that numbers compare with published ones;
    else "unicode", for all texts alike. Raises ConfigError for a name that is none of `TOKENIZERS` or
    "module:function", and InputError if "reference" was asked for and a text would lose most of its letters.
    """
    if tokenizer not in TOKENIZERS and ":" not in tokenizer:
        raise ConfigError(
            f'no tokenizer "{tokenizer}"{nearest(tokenizer, TOKENIZERS)} '
            f"(there are: {', '.join(TOKENIZERS)}, or your own as module:function)"
        )
    if tokenizer not in ("auto", "reference"):
        return tokenizer
    for text in texts:
        if loses_letters(text):
            if tokenizer == "auto":
                return "unicode"
            start = " ".join(text.split())[:40]
            raise InputError(
                f'the reference tokenizer of ROUGE keeps a-z and 0-9 only and loses most of "{start}"; '
                'use tokenizer "unicode" or "characters", or "auto" to choose by the texts'
            )
    return "reference"


def loses_letters(text: str) -> bool:
    """Whether most letters of the text (its digits, if it has no letters) are none the reference tokenizer knows."""
    if text.isascii():
        return False
    letters = [sign for sign in text if sign.isalpha()] or [sign for sign in text if sign.isalnum()]
    return sum(not letter.isascii() for letter in letters) > MOST_LOST * len(letters)


def needs_splitting(text: str) -> bool:
    """Whether the text has a script without spaces, whose words "unicode" takes character by character."""
    return not text.isascii() and _SPACELESS.search(text) is not None


def unicode_words(text: str) -> list[str]:
    """The words of a text in any script, case folded; scripts without spaces character by character.

    Word boundaries of Unicode (UAX 29) after NFKC, through `rouge-score-rs`.
    """
    from rouge_score_rs.tokenizers import CharacterTokenizer, UnicodeTokenizer

    characters = CharacterTokenizer()
    return [
        part
        for word in UnicodeTokenizer().tokenize(text)
        for part in (characters.tokenize(word) if needs_splitting(word) else (word,))
    ]


@lru_cache(maxsize=16)
def own(path: str) -> Tokenize:
    """The user's tokenizer at "module:function"; it takes a text and returns its words.

    Raises ConfigError if it cannot be imported or called.
    """
    module, _, name = path.partition(":")
    try:
        found = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise ConfigError(f'tokenizer "{path}": cannot import it: {error}') from error
    if not callable(found):
        raise ConfigError(
            f'tokenizer "{path}" is no function; give one that takes a text and returns its words'
        )

    def tokenize(text: str) -> list[str]:
        return [str(word) for word in found(text)]

    return tokenize
