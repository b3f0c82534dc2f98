"""Two claims of which one says that something is so and the other that it is not: negation, denial, opposites.

A negation counts only where it turns around a word that the other claim has too, unturned; a negation in a clause of
its own says nothing about what the two share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from summarizer.aligners.lexicon import DENIALS, NEGATORS, SAYING, opposite
from summarizer.aligners.shared import CACHED_CLAIMS, Alignment, Finding, Word, content

FULL_DENIAL = 3
"""Content words from which a denied clause is recognized anywhere; a shorter one only as a sentence of its own."""
LONGEST_PLACE = 3
"""Content words of either text in one place of both that may be opposites."""
SLACK = 3
"""Further content words that may stand among those of a denied clause where the other claim affirms it."""

_TURN = re.compile(rf"\b(?:{'|'.join(sorted(NEGATORS | DENIALS))})\b|n['’]t\b", re.IGNORECASE)
_NOT_A_TURN = re.compile(
    r"\b(?:not only|not just|no doubt|cannot but|no matter|no\.|if not|whether or not|not long"
    r"|no (?:more|fewer|less|later|longer) than)\b|n['’]t (?:just|only)\b|\bno(?=,)",
    re.IGNORECASE,
)
_ANSWERS = frozenset({"respond", "comment", "answer", "reply"})
"""Whoever did not do this did not do it to somebody, on some day."""
_FLAT_DENIAL = re.compile(
    r"\b(?:not(?!\s+to\b)|(?<=\bdecided )not|(?<=\bchose )not|never|no|cannot"
    r"|(?:refuse|fail|decline)(?:s|d|ed)?(?=\s+to\b)|den(?:y|ies|ied)(?=\s+that\b))\b|n['’]t\b",
    re.IGNORECASE,
)
_FULL_STOP = (
    "".join(rf"(?<!\b{title})" for title in "Mr Mrs Ms Dr St Sen Rep Gov Gen [A-Z]".split()) + r"\.(?!\d)"
)
_CLAUSE_END = re.compile(
    rf"[,;:!?“”\"()—]|{_FULL_STOP}|\s[-–]\s"
    r"|\b(?:and|but|that|which|who|when|while|because|after|before|although|though|as|since|than|for)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[,;!?”]|[.:]\s")
"""What ends the part of a sentence in which a negation stands: "They don't, because we won"."""
_LACKS = re.compile(
    r"\b(?:vacant|vacancy|empty|absent|absence|missing|lack(?:s|ed|ing)?|devoid|unable|other than|except)\b",
    re.IGNORECASE,
)
"""Words that say "not" or "without" in their own way."""
_PREPOSITION = re.compile(r"\b(?:of|in|to|for|against|by|with|on|at|from|into)\b", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[.!?][”\"’')]*(?:\s|$)|,\s")
"""What ends a short denial, so that nothing follows that it is about."""
_SUPPOSED = re.compile(r"\b(?:if|unless|whether)\b", re.IGNORECASE)
_ASIDE = re.compile(r",\s(?:which|who|whose|where|\d+)\b[^,;.]{0,120},")
_OPEN = re.compile(
    r"\b(?:if|whether|unless|until|yet|(?:would|could|should|might|must)(?:n['’]t)?|may|can|cannot|wants?|wanted|asked?|expected)\b|\?|ca[n]['’]t",
    re.IGNORECASE,
)
"""Words that leave open whether something is so."""


def polarity_in_place(a: str, b: str, found: Alignment) -> Finding | None:
    """A negation or an opposite in one of two texts that otherwise say nearly the same, or None."""
    for left, right in found.gaps():
        for one, other in product(_plain(left), _plain(right)):
            if max(len(left), len(right)) <= LONGEST_PLACE and opposite(
                one.text.casefold(), other.text.casefold()
            ):
                return Finding("conflict", "opposites", one.text, other.text)
    return _turned_in_one(a, b, found)


def denial(a: str, b: str) -> Finding | None:
    """A clause that one text denies and the other, however different otherwise, affirms word for word; or None."""
    ours, theirs = _denied_in(a, b), _denied_in(b, a)
    return Finding("conflict", "denial", ours, theirs) if bool(ours) != bool(theirs) else None


def _denied_in(one: str, other: str) -> str:
    """The words of a clause that `one` denies and `other` affirms, or ""."""
    other = _ASIDE.sub(lambda aside: " " * len(aside.group()), other)
    words, affirmed = content(one), content(other)
    places = {word.key: place for place, word in enumerate(affirmed)}
    for match in _FLAT_DENIAL.finditer(_without_idioms(one)):
        start, end = _clause(one, match)
        clause = [word for word in words if start <= word.start < end and not _TURN.fullmatch(word.text)]
        said = [word for word in clause if word.key not in SAYING]
        if any(word.key in _ANSWERS for word in said):
            continue
        if not _is_whole(said, match) or (_OPEN.search(one, start, end) and not _denies_that(match)):
            continue
        if not all(word.key in places for word in said):
            continue
        there = [affirmed[places[word.key]] for word in said]
        if len(said) < FULL_DENIAL and not _is_short_denial(one, match, end, other, there):
            continue
        if _affirms(other, there):
            return '"' + " ".join(word.text for word in said) + '"'
    return ""


def _in_one_clause(text: str, words: Sequence[Word]) -> bool:
    """Whether words stand in their order with no preposition between: subject and verb."""
    starts = [word.start for word in words]
    return starts == sorted(starts) and not _PREPOSITION.search(text, words[0].end, words[-1].start)


def _is_short_denial(one: str, match: re.Match[str], end: int, other: str, there: Sequence[Word]) -> bool:
    """Whether a clause of two content words is denied and affirmed as a whole: "The stand had not collapsed"."""
    return _in_one_clause(other, there) and (_denies_that(match) or bool(_SENTENCE_ENDS.match(one, end)))


def _denies_that(match: re.Match[str]) -> bool:
    return match.group().casefold().startswith("den")


def _clause(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The clause that a denial turns around: its own, or the one after "denied that"."""
    inside = match.end() + 6 if _denies_that(match) else match.start()
    ends = [end.span() for end in _CLAUSE_END.finditer(text)]
    start = max((right for _, right in ends if right <= inside), default=0)
    return start, min((left for left, _ in ends if left >= inside), default=len(text))


def _is_whole(said: Sequence[Word], match: re.Match[str]) -> bool:
    """Whether a denied clause says enough: someone who, and what they did not."""
    if _denies_that(match):
        return len(said) > 1
    if match.group().casefold() == "no":
        return len(said) >= FULL_DENIAL
    return any(word.end <= match.start() for word in said) and any(word.start >= match.end() for word in said)


def _affirms(text: str, words: Sequence[Word]) -> bool:
    """Whether words stand together in a clause of the text that neither denies nor leaves open what they say."""
    start, end = min(word.start for word in words), max(word.end for word in words)
    inside = sum(start <= word.start < end for word in content(text))
    near = text[max(start - 25, 0) : end + 25]
    if any(word.name and word.text.endswith(("'s", "’s")) for word in words):
        return False
    return inside <= len(words) + SLACK and not _TURN.search(_without_idioms(near)) and not _OPEN.search(near)


def _turned_in_one(a: str, b: str, found: Alignment) -> Finding | None:
    """The turning word and what it turns around, where the other text has that word unturned; else None."""
    ours, theirs = _turns(a), _turns(b)
    if len(ours) == len(theirs) or bool(_SUPPOSED.search(a)) != bool(_SUPPOSED.search(b)):
        return None
    if ours and theirs and (_turns_saying(found.a, ours) or _turns_saying(found.b, theirs)):
        return None
    if _LACKS.search(a if len(ours) < len(theirs) else b):
        return None
    on_a, on_b = Counter(i for _, i in ours), Counter(j for _, j in theirs)
    for i, j in (*found.pairs, *found.moved):
        if on_a[i] % 2 != on_b[j] % 2:
            here = next((f'"{turn}" before "{found.a[i].text}"' for turn, at in ours if at == i), "")
            there = next((f'"{turn}" before "{found.b[j].text}"' for turn, at in theirs if at == j), "")
            return Finding("conflict", "negation", here, there)
    return None


def _turns_saying(words: Sequence[Word], turns: Sequence[tuple[str, int]]) -> bool:
    """Whether "not saying that ..." stands among the negations: what then follows is neither said nor denied."""
    return any(words[after].key in SAYING for _, after in turns if words)


@lru_cache(maxsize=CACHED_CLAIMS)
def _turns(text: str) -> tuple[tuple[str, int], ...]:
    """The words of a text that turn a statement around, each with the index of the content word that it turns."""
    words = content(text)
    found = []
    for match in _TURN.finditer(_without_idioms(text)):
        after = next((n for n, word in enumerate(words) if word.start >= match.end()), len(words) - 1)
        if after >= 0 and _stands_last(text, match, words[after]):
            after = max((n for n, word in enumerate(words) if word.end <= match.start()), default=after)
        found.append((match.group().casefold(), after))
    return tuple(found)


def _stands_last(text: str, match: re.Match[str], following: Word) -> bool:
    """Whether its part of the sentence ends after a "not", so that it turns what stands before it."""
    turn = match.group().casefold().replace("’", "'")
    return turn in ("n't", "not", "never", "failed", "refused", "declined") and bool(
        _ENDS.search(text, match.end(), max(following.start, match.end()))
    )


def _without_idioms(text: str) -> str:
    """The text with phrases that turn nothing around ("not only") blanked, offsets kept."""
    return _NOT_A_TURN.sub(lambda match: " " * len(match.group()), text)


def _plain(gap: Sequence[Word]) -> list[Word]:
    return [word for word in gap if not word.key.startswith("#")]
