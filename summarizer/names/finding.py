"""Find the names in a text by their capitals, and tell people, places and organizations apart where words show it.

Made for English news. A capital at the head of a sentence counts only where something else shows a name, so
that a name may be missed but "Officials" is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from summarizer.names import lists

NameKind = Literal["", "person", "place", "organization"]
Gender = Literal["", "he", "she"]

LONGEST = 9
"""Words of a name; a longer run of capitals is a headline."""

_UPPER = "A-ZÀ-ÖØ-ÞŁŚŞŠŽČĆĐİ"
_WORD = re.compile(
    rf"(?![DR]-[A-Z])(?<![\w@#-])(?:[{_UPPER}]\.){{2,}}|(?<![\w@#-])[{_UPPER}]\.(?=\s)"
    rf"|(?<![\w@#-])(?![DR]-[A-Z])[{_UPPER}][^\W_]*(?:[’'‑-][^\W_]+)*(?:(?<=\bSen|\bRep|\bGov|\bRev|\bGen|\bCol|\bSgt|\bMaj|\bAdm|\bHon)\."
    rf"|(?<=\bSens|\bReps|\bCapt|\bCmdr|\bProf|\bSupt|\bInsp)\.|(?<=\bMr|\bMs|\bDr|\bLt|\bSt|\bJr|\bSr)\.|(?<=\bMrs)\.)?"
)
_JOIN = re.compile(
    r"[^\S\n]{1,2}(?:(?:of|for)[^\S\n](?:the[^\S\n])?|(?:de|da|del|de[^\S\n]la|de[^\S\n]los|van|von|v[ao]n[^\S\n]de[rn]|bin|ibn|&)[^\S\n]|al-)?"
)
_OF_HEADS = re.compile(
    r"\b(?:Department|Ministry|University|Bank|Bureau|House|Secretary|Director|President|Board|Council|Institutes?|Centers?|Office|"
    r"Court|Republic|Kingdom|States?|Gulf|City|County|Church|Chamber|College|School|Federation|Association|Union|Organi[sz]ation|"
    r"Committee|Commission|Academy|Society|Museum|Library|Speaker|Chief|Bay|District|Bishop|Archbishop|Prince|Duke|Center|Centre|"
    r"Strait|Isle|Leader|Minister|Chiefs|Statue|Fund|Coalition|Agency|Alliance|Foundation|Citizens|Campaign|Students)$"
)
_OF_LISTS = re.compile(
    r"(?:Department|Ministry|Secretary|Committee|Centers|Office|Institutes?) (?:of|for|on) [\w ,]+$"
)
_AND = re.compile(r",?[^\S\n]and[^\S\n]")
_START = re.compile(r"""(?:^|[.!?:…]["”’')\]]*\s+|\n\s*|["“‘(\[]|[—–]\s?)$""")
_FINITE_AFTER = re.compile(
    r"\s+(?:said|says|has|had|is|was|will|would|could|did|does|told|also|then|later|added|argued|announced|tweeted|wrote|"
    r"called|won|lost|signed|met|took|made|went|came|vowed|warned|denied|claimed|insisted|declined|refused|responded)\b|['’]s\s"
)
_AFTER_ROLE = re.compile(
    r"\b(?:minister|president|leader|spokes(?:man|woman|person)|senator|lawyer|attorney|officer|director|chief|professor|candidate|"
    r"actor|actress|singer|author|analyst|expert|activist|mayor|governor|chairman|secretary|strategist|judge|justice|counsel|"
    r"nominee|dictator|ambassador|envoy|general|commander|sheriff|resident|executive|economist|scientist|doctor|reporter|host|"
    r"anchor|columnist|wife|husband|son|daughter|brother|sister|father|mother|founder|owner|coach|suspect|victim|teacher|student),?\s$"
)
_SPEAKS = re.compile(r"(?:,[^,.;]{2,60},)?\s(?:said|says|told|added|wrote|tweeted|argued)\b|,\s\d\d,")
_FIRST_NAMES = lists.MEN | lists.WOMEN | lists.EITHER
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: `text[start:end]`, without title and possessive ending.

    `title` is what stands before a person's name ("Sen."). `gender` is "he" or "she" where first name or title
    tell it.
    """

    text: str
    start: int
    end: int
    kind: NameKind = ""
    title: str = ""
    gender: Gender = ""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


def names(text: str) -> tuple[Name, ...]:
    """The names in a text, in order.

    A surname alone is a person where the text has the full name somewhere.
    """
    lone_starts = set()
    found: list[Name] = []
    for run, at_start in _runs(text):
        parts = list(_named(text, run))
        if at_start and len(parts) == 1 and " " not in parts[0].text and not parts[0].title:
            lone_starts.add(parts[0].start)
        found += parts
    certain = {word for name in found if name.start not in lone_starts for word in name.text.split()}
    kept = [name for name in found if name.start not in lone_starts or _is_name(name, text, certain)]
    return tuple(_with_full_names(kept))


def _runs(text: str) -> Iterator[tuple[list[_Word], bool]]:
    """Capitalized words that stand together, and whether the first of them opens a sentence."""
    run: list[_Word] = []
    at_start = False
    for match in _WORD.finditer(text):
        word = _Word(_POSSESSIVE.sub("", match.group()), match.start(), match.end())
        word = replace(word, end=word.start + len(word.text))
        if not word.text:
            continue
        if run and not _joined(text, run, word):
            yield run, at_start
            run = []
        if not run:
            if word.text.rstrip(".") in lists.NEVER and word.text not in ("New", "First"):
                continue
            at_start = bool(_START.search(text, max(0, word.start - 8), word.start))
        elif word.text in lists.NEVER and word.text not in ("New", "First", "One", "March"):
            yield run, at_start
            run = []
            continue
        run.append(word)
    if run:
        yield run, at_start


def _joined(text: str, run: list[_Word], word: _Word) -> bool:
    gap = text[run[-1].end : word.start]
    if gap == " ":
        return True
    if "of" in gap or "for" in gap:
        return bool(_JOIN.fullmatch(gap) and _OF_HEADS.search(run[-1].text))
    if "and" in gap:
        return bool(_AND.fullmatch(gap) and _OF_LISTS.search(text[run[0].start : run[-1].end]))
    return bool(_JOIN.fullmatch(gap))


def _named(text: str, run: list[_Word]) -> Iterator[Name]:
    """The names in a run: what stands before a title, and the person after it."""
    if len(run) > LONGEST:
        return
    titles = [
        i for i, word in enumerate(run) if word.text.rstrip(".") in lists.TITLES and _opens_person(run, i)
    ]
    if not titles:
        yield _person_in_a_trade(text, run) or _name(text, run)
        return
    last = titles[-1]
    person = run[last + 1 :]
    if not person and run[last].text in lists.SHARED_TITLES and len(run) > len(titles):
        yield _name(text, run)  # Department of Justice
        return
    before = run[: _first_of_block(titles)]
    if before and (kind := _kind(before)) in ("place", "organization"):
        yield _name(text, before, kind=kind)
    if person and " of" in text[run[last].end : person[0].start]:
        yield from _after_office(text, person)
    elif person:
        title = text[run[len(before)].start : run[last].end]
        yield _name(text, person, kind="person", title=title)


def _person_in_a_trade(text: str, run: list[_Word]) -> Name | None:
    """The person, where a word that is no first name stands before one that is: "Haulier Len Cobbold"."""
    if len(run) < 3 or run[0].text in _FIRST_NAMES or run[1].text not in _FIRST_NAMES or _kind(run):
        return None
    return _name(text, run[1:], kind="person", title=run[0].text)


def _after_office(text: str, rest: list[_Word]) -> Iterator[Name]:
    """What follows "Secretary of": the person after the office, else the place or body that it is an office of."""
    first = next((i for i, word in enumerate(rest) if i and word.text in _FIRST_NAMES), None)
    if first is not None:
        yield _name(text, rest[first:], kind="person")
    elif kind := _kind(rest):
        yield _name(text, rest, kind=kind)


def _opens_person(run: list[_Word], index: int) -> bool:
    """False where a word that can be a title opens an organization or place: General Motors, King County."""
    following = [word.text for word in run[index + 1 :]]
    if run[index].text not in lists.SHARED_TITLES:
        return not (following and following[-1] in lists.ORGANIZATION | lists.PLACE and len(following) == 1)
    return not any(word in lists.ORGANIZATION | lists.PLACE for word in following)


def _first_of_block(titles: list[int]) -> int:
    first = titles[-1]
    while first - 1 in titles:
        first -= 1
    return first


def _name(text: str, run: list[_Word], *, kind: NameKind = "", title: str = "") -> Name:
    start, end = run[0].start, run[-1].end
    kind = kind or _kind(run) or _by_what_stands_beside(text, run)
    first = run[0].text if len(run) > 1 else ""
    gender: Gender = _gender(first, title) if kind == "person" else ""
    return Name(text[start:end], start, end, kind, title, gender)


def _kind(run: list[_Word]) -> NameKind:
    said = [word.text for word in run]
    plain = " ".join(word.rstrip(".") for word in said)
    usual = plain.title() if plain.isupper() and len(plain) > 3 else plain
    if usual in lists.PLACES or usual in lists.PLACES_OF_TWO:
        return "place"
    if any(word.rstrip(".") in lists.ORGANIZATION for word in said):
        return "organization"
    if len(said) > 1 and (
        said[-1] in lists.PLACE or said[0] in ("Lake", "Mount", "Gulf", "Cape", "Port", "Fort")
    ):
        return "place"
    first = said[0]
    if 2 <= len(said) <= 4 and (first in _FIRST_NAMES):
        return "person"
    if len(said) >= 3 and any(len(word) == 2 and word[1] == "." for word in said[1:-1]):
        return "person"
    if len(said) == 1 and len(first) > 1 and first.isupper() and first not in ("II", "III", "IV"):
        return "place" if first in ("U.S.", "US", "UK", "U.K.", "USA", "UAE") else "organization"
    return ""


def _by_what_stands_beside(text: str, run: list[_Word]) -> NameKind:
    """A person where a role stands before a name of several words ("minister"), or where it says something."""
    if not 2 <= len(run) <= 4:
        return ""
    before = _AFTER_ROLE.search(text, max(0, run[0].start - 20), run[0].start)
    return "person" if before or _SPEAKS.match(text, run[-1].end) else ""


def _gender(first: str, title: str) -> Gender:
    words = {word.rstrip(".") for word in title.split()}
    if words & lists.MENS_TITLES:
        return "he"
    if words & lists.WOMENS_TITLES:
        return "she"
    return "he" if first in lists.MEN else "she" if first in lists.WOMEN else ""


def _is_name(name: Name, text: str, certain: set[str]) -> bool:
    """Whether a single capitalized word at the head of a sentence is a name."""
    word = name.text
    if word in lists.COMMON:
        return False
    if name.kind or word in certain:
        return True
    if re.search(rf"\b{re.escape(word.casefold())}\b", text):
        return False
    return bool(_FINITE_AFTER.match(text, name.end)) and not word.endswith(
        ("s", "ing", "ly", "tion", "ment", "ity", "ness")
    )


def _with_full_names(found: list[Name]) -> Iterator[Name]:
    """Surnames alone take kind and gender of the full name that the text has."""
    people = {name.text.split()[-1]: name for name in found if name.kind == "person" and " " in name.text}
    for name in found:
        full = people.get(name.text)
        if full is not None and name.kind in ("", "person"):
            yield replace(name, kind="person", gender=name.gender or full.gender)
        else:
            yield name
