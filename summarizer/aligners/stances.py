"""Two claims of one person: one says that they denied or refused it, the other that they confirmed or did it."""

from __future__ import annotations

import re

from summarizer.aligners.lexicon import NEGATORS, NO_ONE, SAYING, key
from summarizer.aligners.shared import Finding, Word, content

REACH = 5
"""Content words within which the person is named before the verb that denies or refuses."""
FAR_REACH = 8
"""The same before the other verb: "Ada Wynn, who leads the union, said she condemned it"."""

_DENIES = re.compile(r"\b(?:den(?:y|ies|ied)|disput(?:es?|ed)|reject(?:s|ed)|rubbish(?:es|ed))\b")
_CONFIRMS = re.compile(r"\b(?:confirm(?:s|ed)?|admit(?:s|ted)?|acknowledg(?:es|ed)|conced(?:es|ed))\b")
_REFUSES = re.compile(r"\b(?:refuse[sd]?|declin(?:es|ed)|fail(?:s|ed))\s+to\s+(\w+)")
_LEFT_OPEN = re.compile(
    r"(?:\b(?:not|never|no|nor|or|to|would|could|should|will|may|might|if|refus\w+|declin\w+|fail\w*)|n['’]t)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_MEETS = frozenset(map(key, "face meet see speak talk address confront".split()))
"""Verbs for coming before people, of which one may be refused and another done."""
_WHOM = re.compile(r"(?:\s(?:to|with|at|before))?\s(?:the\s)?(?P<whom>\w+)")
_NEW_SUBJECT = re.compile(
    r"[();:“”\"]|\b(?:when|because|if|that|and|but|as|while|after|before|since)\b", re.I
)
"""What may bring in another subject between a name and a verb."""
_SAYS_NOTHING = SAYING | frozenset(map(key, "comment answer respond be give return provide".split()))


def other_stance(a: str, b: str) -> Finding | None:
    """The same person denying and confirming, or refusing to do and doing, in two texts; None otherwise."""
    for one, other in ((a, b), (b, a)):
        if (denied := _DENIES.search(one)) and (confirmed := _CONFIRMS.search(other)):
            if _DENIES.search(other) or re.search(r"\bdenying\b|\bto deny\b", other):
                continue
            if _one_subject(one, denied.start(), other, confirmed.start()) and _share_more(one, other):
                finding = Finding("conflict", "stance", denied.group(), confirmed.group())
                return finding if one is a else finding.mirrored()
        if stance := _done(one, other):
            return stance if one is a else stance.mirrored()
    return None


def _done(one: str, other: str) -> Finding | None:
    """What a person refuses to do in one text and does in the other: "refused to condemn / condemned"."""
    refused = _REFUSES.search(one)
    if refused is None or key(refused[1].casefold()) in _SAYS_NOTHING:
        return None
    verb = key(refused[1].casefold())
    for word in content(other):
        if not (
            word.key == verb
            or (verb in _MEETS and word.key in _MEETS and _whom(one, refused.end()) == _whom(other, word.end))
        ):
            continue
        if _is_finite(word.text, refused[1]) and _one_subject(one, refused.start(), other, word.start):
            return Finding("conflict", "stance", refused.group(), word.text)
    return None


def _whom(text: str, place: int) -> str:
    """The word after a verb, or after its preposition, which says whom somebody meets: "them"."""
    match = _WHOM.match(text, place)
    return match["whom"].casefold() if match else ""


def _is_finite(form: str, verb: str) -> bool:
    """Whether a form of a verb says that it was done, and is neither the bare verb nor a noun in -ing."""
    return form.casefold() != verb.casefold() and not form.endswith("ing")


def _one_subject(one: str, here: int, other: str, there: int) -> bool:
    """Whether the same name stands before both places, and the second is neither negated nor left open."""
    if _LEFT_OPEN.search(other[max(there - 30, 0) : there]):
        return False
    if " that " in one[max(here - 60, 0) : here]:
        return False
    named = {word.key for word in _before(other, there, FAR_REACH) if not word.text.endswith(("'s", "’s"))}
    return any(
        _is_subject(word, one, here) and word.key in named and word.text.casefold() not in NO_ONE
        for word in _before(one, here, REACH)
    )


def _is_subject(word: Word, text: str, verb: int) -> bool:
    """Whether a name can be who does what the verb at that place says."""
    return (
        word.name
        and not word.text.endswith(("'s", "’s"))
        and not _NEW_SUBJECT.search(text[word.end : verb].removesuffix("and "))
        and not re.search(r",\s(?:.*\s)?[A-Z]", text[word.end : verb])
    )


def _before(text: str, place: int, reach: int) -> list[Word]:
    return [word for word in content(text) if word.end <= place][-reach:]


def _share_more(a: str, b: str) -> bool:
    """Whether two texts share a word besides names and negations, so that they can speak of one thing."""
    left, right = (
        {word.key for word in content(text) if not word.name} - NEGATORS - SAYING for text in (a, b)
    )
    return bool(left & right)
