"""Who a sentence's statement comes from, where the sentence itself says so.

"police said", "according to Reuters".
"""

from __future__ import annotations

import re

_SAYING = (
    r"(?:said|says|say|told|tells|added|adds|wrote|writes|tweeted|announced|announces|stated|states|claimed|claims|denied|denies|"
    r"argued|argues|warned|warns|reported|reports|confirmed|confirms|insisted|insists|explained|noted|testified|acknowledged)"
)
_NAME = r"(?:[A-Z][\w.'’-]*)(?:\s+(?:of|for|the|de|van|von|bin|al|and|&)?\s*[A-Z][\w.'’-]*){0,5}"
_ROLE = (
    r"(?:(?:[Tt]he|[Aa]n?|one|two|three|several|some|state|federal|local|city|county|company|government|military|campaign)\s+){0,2}"
    r"(?:[a-z]+\s+){0,1}?(?:police|officials?|authorities|prosecutors?|investigators?|sources?|spokes(?:man|woman|person|people)|"
    r"witnesses|experts?|lawyers?|attorneys?|residents?|analysts?|researchers?|scientists?|organi[sz]ers?|critics|aides?|"
    r"ministers?|doctors?|officers?|firefighters|union|ministry|company|agency|department|government)"
)
_WHO = rf"(?P<who>{_NAME}|{_ROLE})"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b[Aa]ccording to (?P<who>(?:the |a |an )?(?:{_NAME}|{_ROLE}))",
        rf"[”\"’']\s*,?\s*{_WHO}(?:,[^,”\"]{{1,80}},)?\s+{_SAYING}\b",
        rf"[”\"’']\s*,?\s*{_SAYING}\s+{_WHO}",
        rf"(?:^|[,;]\s+|[.”\"]\s+|\b(?:but|and|as|while)\s+){_WHO}(?:,[^,”\"]{{1,80}},)?\s+(?:also\s+|has\s+|had\s+)?{_SAYING}\b",
        rf",\s*{_SAYING}\s+{_WHO}",
    )
)
_NOT_A_SPEAKER = {
    "He",
    "She",
    "They",
    "It",
    "I",
    "We",
    "That",
    "This",
    "Which",
    "Who",
    "But",
    "And",
    "The",
    "In",
    "On",
    "As",
}


def speaker(sentence: str) -> str:
    """The one the sentence gives as its source, as it is named there, or "" if it names none.

    Pronouns are no names.
    """
    for pattern in _PATTERNS:
        for match in pattern.finditer(sentence):
            who = match["who"].strip(" ,.").removeprefix("As ")
            if who not in _NOT_A_SPEAKER and who[:1].strip():
                return who
    return ""
