"""Edits of a sentence that keep what it claims: other words, another order, rounding, contractions, short names."""

from __future__ import annotations

import random
import re

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

SYNONYMS = pairs_of("""
    said/stated, told/informed, many/a lot of, big/large, begin/start, began/started, help/assist,
    according to/as reported by, people/individuals, including/among them, also/in addition,
    however/though, about/roughly, announced/made public,
    children/kids, home/house, country/nation, plan/proposal, several/a number of,
    important/significant, job/post, officials/authorities, shows/reveals, wants/would
    like, law/statute, while/whereas, attack/assault, allow/let, would/was going to, buy/purchase,
    end/finish, car/vehicle, lawmakers/legislators, companies/firms, trying to/seeking to, use/employ,
    after/following, last week/a week ago, next week/in the coming week, as well as/and, despite/in
    spite of, percent/per cent, the U.S./the United States, recently/lately, doctors/physicians,
    film/movie, decision/ruling, money/funds, think/believe, hard/difficult, asked/requested,
    fight/battle
""")
"""Words, and what can stand for them in most sentences."""
_DAY = rf"(?:{'|'.join(DAYS)})"
_FRONT = rf"(?:On|Late on|Early on) {_DAY}|Earlier this week|Last week|Last month|Last year|In (?:19|20)\d\d"
_TIME_FRONT = re.compile(rf"^(?P<when>{_FRONT}),? (?P<rest>[A-Z].*?)(?P<stop>[.!]?)$")
_TIME_INSIDE = re.compile(
    rf" (?P<when>on {_DAY}|last week|last month|last year|earlier this week|in (?:19|20)\d\d)(?=,|\.$)"
)
_OPENS_PLAINLY = re.compile(
    r"(?:The|A|An|It|He|She|They|This) |[A-Z][a-z]+ (?:[A-Z][a-z]+ )?(?:\w+ed|was|is|has|had|said)\b"
)
_SAID_LAST = re.compile(
    r"^(?P<quote>[“\"].+?),(?P<close>[”\"]) (?P<verb>said|says) (?P<who>[A-Z][^,“”\"]{2,60})\.$"
)
_WHO_SAID = re.compile(
    r"^(?P<who>[A-Z][^,“”\"]{2,60}?) (?P<verb>said|says) (?:that )?(?P<what>[a-z][^“”\"]{20,})\.$"
)
_CONTRACTED = dict(
    pairs_of("""
    did not/didn’t, was not/wasn’t, is not/isn’t, will not/won’t, would not/wouldn’t, has not/hasn’t,
    have not/haven’t, could not/couldn’t, are not/aren’t, cannot/can’t
""")
)
"""Full form -> contraction."""


def other_words(sentence: str, draw: random.Random, people: People) -> str:
    """Up to four words by synonyms."""
    put, changed = sentence, 0
    for one, other in draw.sample(SYNONYMS, len(SYNONYMS)):
        here, there = (one, other) if draw.random() < 0.8 else (other, one)
        match = re.search(rf"(?<![-\w“]){re.escape(here)}(?![-\w])", put)
        if match and not is_quoted(put, match.start()) and changed < 4:
            put, changed = replaced(put, match.span(), there), changed + 1
    return put if changed else ""


def reordered(sentence: str, draw: random.Random, people: People) -> str:
    """A time moved to the front or the end, or the speaker to the other side."""
    if match := _TIME_FRONT.match(sentence):
        when = match["when"][0].lower() + match["when"][1:]
        return f"{match['rest']} {when}{match['stop'] or '.'}"
    if match := _SAID_LAST.match(sentence):
        return f"{match['who']} {match['verb']}: {match['quote']}.{match['close']}"
    if match := _WHO_SAID.match(sentence):
        return f"{match['what'][0].upper()}{match['what'][1:]}, {match['who']} {match['verb']}."
    if (
        (match := _TIME_INSIDE.search(sentence))
        and not is_quoted(sentence, match.start())
        and sentence[0].isupper()
    ):
        when = match["when"]
        rest = sentence[: match.start()] + sentence[match.end() :]
        first = (
            rest[:1].lower() if re.match(r"(?:The|A|An|It|He|She|They|This|In|At|For)\b", rest) else rest[:1]
        )
        return f"{when[0].upper()}{when[1:]}, {first}{rest[1:]}"
    return ""


def contracted(sentence: str, draw: random.Random, people: People) -> str:
    """The words "did not" as "didn't" and the like, in either direction."""
    for full, short in _CONTRACTED.items():
        for here, there in ((full, short), (short, full), (short.replace("’", "'"), full)):
            if here in sentence:
                return sentence.replace(here, there, 1)
    return ""


def rounded(sentence: str, draw: random.Random, people: People) -> str:
    """One amount given less exactly, or spelled another way."""
    for match in draw.sample(
        found := [m for m in AMOUNT.finditer(sentence) if is_amount(m, sentence)], len(found)
    ):
        value = float(match["figure"].replace(",", ""))
        before = sentence[: match.start()]
        if re.search(
            r"\b(?:about|nearly|almost|than|least|some|around|over|roughly|approximately|up to|just)\s*$",
            before,
        ):
            continue
        span = match.span("figure")
        if match["percent"]:
            return replaced(
                sentence,
                match.span("percent"),
                draw.choice([p for p in ("%", " percent", " per cent") if p != match["percent"]]),
            )
        if match["money"] and match["scale"]:
            return replaced(
                sentence,
                match.span("scale"),
                {" million": "m", " billion": "bn", " trillion": "tn"}[match["scale"]],
            )
        if value == int(value) and 2 <= value < 20 and not match["money"]:
            return replaced(sentence, span, spell(int(value)))
        if value >= 200 and value % 100:
            unit = 100 if value < 5_000 else 10 ** (len(str(int(value))) - 2)
            low, high = int(value // unit * unit), int((value // unit + 1) * unit)
            near = round(value / unit) * unit
            put = f"about {near:,}" if abs(near - value) < 0.05 * value else ""
            more = f"more than {low:,}" if value - low < 0.08 * value else ""
            nearly = f"nearly {high:,}" if high - value < 0.05 * value else ""
            if choices := [c for c in (put, more, nearly) if c]:
                return _money(sentence, match, draw.choice(choices))
    for match in SPELLED.finditer(sentence):
        return replaced(sentence, match.span("word"), str(value_of(match["word"])))
    return ""


def short_name(sentence: str, draw: random.Random, people: People) -> str:
    """A person by the last name alone, or with a title."""
    found = people.found(sentence)
    if not found:
        return ""
    match = draw.choice(found)
    if sentence.count(match["last"]) > 1:
        return ""
    put = match["last"] if match["title"] or draw.random() < 0.6 else f"Mr. {match['last']}"
    return replaced(sentence, match.span(), put)


def _money(sentence: str, match: re.Match[str], chosen: str) -> str:
    """Put "about 300" in the place of "$298": "about $300"."""
    words, figure = chosen.rsplit(" ", 1)
    return replaced(sentence, (match.start(), match.end("figure")), f"{words} {match['money'] or ''}{figure}")
