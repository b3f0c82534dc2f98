"""The Porter stemmer as ROUGE-1.5.5 applies it, with the exceptions of WordNet 2.0.

Porter 1980, "An algorithm for suffix stripping", with the two rules of the author's later releases ("bli" and
"logi") and one change of ROUGE-1.5.5: endings are tried one after the other in step 4, so that a word may lose
"ment" and then "ent". Only words of more than three letters reach it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

SHORTEST = 4
"""Letters a word must have to be stemmed."""

_CONSONANTS, _VOWELS = "[^aeiou][^aeiouy]*", "[aeiouy][aeiou]*"
_MEASURE_OVER_0 = re.compile(f"^({_CONSONANTS})?{_VOWELS}{_CONSONANTS}")
_MEASURE_1 = re.compile(f"^({_CONSONANTS})?{_VOWELS}{_CONSONANTS}({_VOWELS})?$")
_MEASURE_OVER_1 = re.compile(f"^({_CONSONANTS})?{_VOWELS}{_CONSONANTS}{_VOWELS}{_CONSONANTS}")
_HAS_VOWEL = re.compile(f"^({_CONSONANTS})?[aeiouy]")
_SHORT = re.compile(f"^{_CONSONANTS}[aeiouy][^aeiouwxy]$")
_DOUBLE = re.compile(r"([^aeiouylsz])\1$")

_STEP_2 = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble", "logi": "log",
}  # fmt: skip
_STEP_3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
_STEP_4 = (
    re.compile("(?:al|ance|ence|er|ic|able|ible|ant|ement|ou|ism|ate|iti|ous|ive|ize)$"),
    re.compile("ment$"),
)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a lower-case word, or its base form where WordNet lists it as irregular ("children": "child")."""
    if len(word) < SHORTEST:
        return word
    return _exceptions().get(word) or _porter(word)


@lru_cache(maxsize=1)
def _exceptions() -> dict[str, str]:
    text = files("summarizer.metrics").joinpath("wordnet_exceptions.txt").read_text("utf-8")
    pairs = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {word: base for word, base in pairs}


def _porter(word: str) -> str:
    starts_with_y = word.startswith("y")
    if starts_with_y:
        word = "Y" + word[1:]  # so that no pattern takes it for a vowel
    for step in (_plurals, _past_tenses, _final_y, _suffixes, _endings, _final_e):
        word = step(word)
    return "y" + word[1:] if starts_with_y else word


def _plurals(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if len(word) > 1 and word.endswith("s") and word[-2] != "s" else word


def _past_tenses(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _MEASURE_OVER_0.match(word[:-3]) else word
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            rest = word.removesuffix(ending)
            return _mended(rest) if _HAS_VOWEL.match(rest) else word
    return word


def _mended(word: str) -> str:
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if _DOUBLE.search(word):
        return word[:-1]
    return word + "e" if _SHORT.match(word) else word


def _final_y(word: str) -> str:
    return word[:-1] + "i" if word.endswith("y") and _HAS_VOWEL.match(word[:-1]) else word


def _suffixes(word: str) -> str:
    for table in (_STEP_2, _STEP_3):
        suffix = max((one for one in table if word.endswith(one)), key=len, default="")
        if suffix and _MEASURE_OVER_0.match(rest := word.removesuffix(suffix)):
            word = rest + table[suffix]
    return word


def _endings(word: str) -> str:
    for pattern in _STEP_4:
        if (found := pattern.search(word)) and _MEASURE_OVER_1.match(rest := word[: found.start()]):
            word = rest
    if word.endswith("ent"):
        rest = word[:-3]
    elif word.endswith(("sion", "tion")):
        rest = word[:-3]
    else:
        return word
    return rest if _MEASURE_OVER_1.match(rest) else word


def _final_e(word: str) -> str:
    if word.endswith("e"):
        rest = word[:-1]
        if _MEASURE_OVER_1.match(rest) or (_MEASURE_1.match(rest) and not _SHORT.match(rest)):
            word = rest
    return word[:-1] if word.endswith("ll") and _MEASURE_OVER_1.match(word) else word
