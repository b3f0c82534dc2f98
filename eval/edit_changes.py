"""Edits that change what a sentence claims: another number, date or name, a negation, an opposite, swapped roles."""

from __future__ import annotations

import random
import re
from itertools import pairwise

from edit_parts import (
    AMOUNT,
    DAYS,
    SPELLED,
    People,
    is_amount,
    is_quoted,
    pairs_of,
    replaced,
    spell,
    value_of,
)

MONTHS = "January February March April June July August September October November December".split()
_HELPING = "is|was|were|are|has|had|have|would|could|should|did|does"
_AUXILIARY = re.compile(rf"\b(?P<be>{_HELPING}|will|can)\b(?! (?:not|never|no|also|only)\b)(?=\s[a-z])")
_NOT = re.compile(rf"\b(?:(?P<be>{_HELPING}|will|can) not|(?P<joined>{_HELPING})n[’']t)\b(?! only)")
_PAST = dict(
    pairs_of("""
    voted/vote, agreed/agree, announced/announce, won/win, approved/approve, signed/sign, killed/kill,
    rejected/reject, attended/attend, met/meet, called/call, asked/ask, accepted/accept, passed/pass,
    released/release, joined/join, visited/visit, offered/offer, supported/support, opposed/oppose,
    received/receive, paid/pay, resigned/resign, sent/send, arrested/arrest, ordered/order,
    blocked/block, met with/meet with, endorsed/endorse, criticized/criticize, condemned/condemn,
    apologized/apologize, testified/testify, fired/fire
""")
)
"""Past tense -> the verb after "did not"."""
_PAST_VERB = re.compile(
    rf"(?<![-\w])(?:{'|'.join(_PAST)})(?= (?:the|a|an|to|his|her|its|their|him|in|on|for|by|that|[A-Z]))"
)
_BE_BEFORE = re.compile(
    r"\b(?:is|was|were|are|be|been|being|has|had|have|who|which|that|by|get|got|not|never|and)\s*(?:\w+ly\s*)?$"
)
ANTONYMS = pairs_of("""
    rose/fell, increased/decreased, won/lost, approved/rejected, guilty/not guilty, accepted/turned
    down, supports/opposes, supported/opposed, higher/lower, increase/decrease, confirmed/denied,
    passed/failed, opened/closed, convicted/acquitted, allowed/banned, before/after, more than/fewer
    than, in favor of/against, legal/illegal, began/ended, gained/lost, above/below, arrived in/left,
    alive/dead, success/failure, upheld/struck down, praised/criticized, joined/quit, majority/minority,
    agreed to/refused to, increasing/falling, supporters/opponents, always/never, possible/impossible,
    raise/cut, win/lose, expand/shrink, strong/weak, hired/fired, true/false, safe/unsafe
""")
"""Opposites, either of which can stand for the other in a sentence."""


def other_number(sentence: str, draw: random.Random, people: People) -> str:
    """One amount changed well beyond rounding, sometimes spelled or scaled another way."""
    found = [m for m in AMOUNT.finditer(sentence) if is_amount(m, sentence)]
    spelled = list(SPELLED.finditer(sentence))
    if spelled and (not found or draw.random() < 0.4):
        match = draw.choice(spelled)
        value = value_of(match["word"])
        changed = max(2, round(value * draw.choice((0.5, 1.7, 2.5)))) + (value < 4)
        changed += changed == value
        put = spell(changed) if changed < 100 and draw.random() < 0.5 else str(changed)
        return replaced(sentence, match.span("word"), _capital(put, match["word"]))
    if not found:
        return ""
    match = draw.choice(found)
    value = float(match["figure"].replace(",", ""))
    factor = draw.choice((0.4, 0.6, 1.5, 2.0, 3.0))
    changed_value = value * factor
    if match["percent"] and changed_value > 100:
        changed_value = value * 0.6
    if value == int(value):
        changed = max(1, round(changed_value))
        changed += changed == int(value)
        put = (
            spell(changed) if changed < 20 and not match["money"] and draw.random() < 0.4 else f"{changed:,}"
        )
    else:
        put = f"{changed_value:.1f}"
    if match["scale"] and match["money"] and draw.random() < 0.3:
        put = f"{changed_value:.1f}" + {" million": "m", " billion": "bn", " trillion": "tn"}[match["scale"]]
        return replaced(sentence, (match.start("figure"), match.end("scale")), put)
    return replaced(sentence, match.span("figure"), put)


def other_date(sentence: str, draw: random.Random, people: People) -> str:
    """Another weekday, month or year."""
    for names in draw.sample((DAYS, MONTHS), 2):
        if found := [m for m in re.finditer(rf"\b(?:{'|'.join(names)})\b", sentence)]:
            match = draw.choice(found)
            return replaced(sentence, match.span(), draw.choice([n for n in names if n != match.group()]))
    if found := list(re.finditer(r"(?<=\b[iI]n )(?:19|20)\d\d\b", sentence)):
        match = draw.choice(found)
        return replaced(sentence, match.span(), str(int(match.group()) + draw.choice((-7, -3, -2, 2, 3))))
    return ""


def negated(sentence: str, draw: random.Random, people: People) -> str:
    """The main claim denied, or a denial taken away."""
    if match := _NOT.search(sentence):
        return replaced(sentence, match.span(), match["be"] or match["joined"])
    spots = [m for m in _AUXILIARY.finditer(sentence) if not is_quoted(sentence, m.start())]
    pasts = [m for m in _PAST_VERB.finditer(sentence) if not _BE_BEFORE.search(sentence[: m.start()])]
    if pasts and (not spots or draw.random() < 0.4):
        match = draw.choice(pasts)
        base = _PAST[match.group()]
        return replaced(
            sentence,
            match.span(),
            draw.choice(
                (
                    f"did not {base}",
                    f"didn’t {base}",
                    f"never {match.group()}",
                    f"refused to {base}",
                    f"failed to {base}",
                )
            ),
        )
    if not spots:
        return ""
    match = spots[0]
    word = match["be"]
    joined = {"will": "won’t", "can": "can’t"}.get(word, f"{word}n’t")
    negation = (
        draw.choice((f"{word} not", joined, f"{word} never"))
        if word not in ("is", "are")
        else draw.choice((f"{word} not", joined))
    )
    return replaced(sentence, match.span(), "cannot" if negation == "can not" else negation)


def antonym(sentence: str, draw: random.Random, people: People) -> str:
    """One word turned into its opposite."""
    options = []
    for one, other in ANTONYMS:
        for here, there in ((one, other), (other, one)):
            if match := re.search(rf"(?<![-\w]){here}(?![-\w])", sentence):
                options.append((match.span(), there))
    if not options:
        return ""
    span, there = draw.choice(options)
    return replaced(sentence, span, there)


def other_name(sentence: str, draw: random.Random, people: People) -> str:
    """One person's name replaced by another's, with or without a title."""
    found = people.found(sentence)
    if not found:
        return ""
    match = draw.choice(found)
    others = [
        name for name in people.names if name.split()[-1] not in sentence and name.split()[0] not in sentence
    ]
    if not others:
        return ""
    name = draw.choice(others)
    if match["title"] and draw.random() < 0.5:
        name = f"{match['title']} {name.split()[-1]}"
    return replaced(sentence, match.span(), name)


def swapped_roles(sentence: str, draw: random.Random, people: People) -> str:
    """Two people in each other's place, where they stand on either side of a verb."""
    found = people.found(sentence)
    for one, two in pairwise(found):
        between = sentence[one.end() : two.start()]
        if one["last"] == two["last"] or re.fullmatch(r"(?:,|,? and|,? or|,? with|,? both)?\s*", between):
            continue
        if not re.search(r"\b\w+(?:ed|es|s|t|old|ew|ave)\b", between) or re.search(r"[.;“”\"]", between):
            continue
        return sentence[: one.start()] + two.group() + between + one.group() + sentence[two.end() :]
    return ""


def _capital(put: str, like: str) -> str:
    return put[0].upper() + put[1:] if like[0].isupper() else put
