"""Content words as stems, with the words of a few news concepts as one."""

from __future__ import annotations

import re

TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_CONCEPTS = {
    "death": "dead die died dies death deaths killed kill kills killing toll fatality fatalities fatal bodies body lives perished",
    "injury": "injured injury injuries hurt wounded hospitalized hospitalised casualties",
    "arrest": "arrested arrest arrests detained detention custody",
    "missing": "missing unaccounted",
    "crowd": "marchers protesters demonstrators crowd marched rallied gathered",
    "job": "job jobs position positions post posts layoffs redundancies roles",
    "evacuee": "evacuated evacuees evacuate displaced",
    "person": "people person persons residents men women",
}
CONCEPT_OF = {word: concept for concept, listed in _CONCEPTS.items() for word in listed.split()}
FATES = frozenset({"death", "injury", "arrest", "missing", "evacuee", "crowd"})
STOP = frozenset(
    "a an the of in on at to for by with from and or but as is are was were be been has have had it its their his her this that these "
    "those which who whom than then there here said says say told according also more most other others would could will may might "
    "about some nearly almost around least up over after before during while when where into out not no new one two between against "
    "he she they we i you him them our your my all both each any only just very so if".split()
)


def stems(text: str) -> frozenset[str]:
    """The content words of a text, lower case, plural and verb endings off, synonyms of a few news concepts as one."""
    return frozenset(
        stem(word) for word in (token.casefold() for token in TOKEN.findall(text)) if word not in STOP
    )


def stem(word: str) -> str:
    """A lower-case word without plural and verb endings, or the concept that it belongs to."""
    if word in CONCEPT_OF:
        return CONCEPT_OF[word]
    for ending in ("ies", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word
