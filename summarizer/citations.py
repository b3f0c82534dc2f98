"""Who passes on whose reporting: "two sources told Reuters", "first reported by The New York Times", "(AP)".

A name counts only where the sentence says that the news comes from there, so a newspaper that is itself in the
news is not taken for a source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from summarizer.text import Sentence, sentences
from summarizer.types import Article, Citation

AGENCIES = {
    "associated press": ("Associated Press", "AP"),
    "reuters": ("Thomson Reuters", "Reuters"),
    "agence france-presse": ("Agence France-Presse", "Agence France Presse", "AFP"),
    "united press international": ("United Press International", "UPI"),
    "bloomberg": ("Bloomberg News", "Bloomberg"),
    "press association": ("Press Association", "PA Media"),
    "canadian press": ("Canadian Press",),
    "deutsche presse-agentur": ("Deutsche Presse-Agentur", "dpa", "DPA"),
    "xinhua": ("Xinhua News Agency", "Xinhua"),
    "tass": ("TASS", "Tass"),
    "interfax": ("Interfax",),
    "kyodo": ("Kyodo News", "Kyodo"),
    "press trust of india": ("Press Trust of India", "PTI"),
}
"""News agencies: the name they go by here, and how articles write it."""

_KNOWN = (
    "CNN|Fox News|Fox Business|NBC News|NBC|ABC News|ABC|CBS News|CBS|MSNBC|CNBC|NPR|PBS|BBC News|BBC|"
    "C-SPAN|HuffPost|Huffington Post|Politico|POLITICO|BuzzFeed News|BuzzFeed|Axios|Breitbart News|"
    "Breitbart|USA Today|USA TODAY|Al Jazeera|The Hill|The Intercept|The Atlantic|The New Yorker|"
    "Vanity Fair|Rolling Stone|Daily Mail|Daily Beast|Daily Caller|National Review|National Enquirer|"
    "ProPublica|Business Insider|Mother Jones|Newsweek|Time magazine|TIME magazine|Univision|Telemundo|"
    "Deutsche Welle|Le Monde|Der Spiegel|El País|TMZ|ESPN|Vox|Slate|Recode"
)
_PAPER = (
    r"(?:Times|Post|Journal|News|Herald|Tribune|Gazette|Chronicle|Register|Guardian|Telegraph|Observer|"
    r"Courier|Examiner|Inquirer|Dispatch|Sentinel|Globe|Press|Beacon|Standard|Ledger|Exchange|Magazine|Radio)"
)
_GENERIC = (
    rf"(?:(?!The\b)[A-Z][\w&’'-]{{0,40}}\.?\s+){{1,3}}(?<!Federal ){_PAPER}\b"
    r"(?!\s+(?:[Ss]ecretary|[Cc]onference))"
)
_SHORT = r"The (?:Times|Post|Journal|Guardian|Globe|Herald|Tribune|Register|Chronicle|Telegraph)\b"
_WORK = r"(?:report|story|article|investigation|analysis|review|poll|survey|tally|interview|account)s?"
_BEFORE = (
    r"\b(?:told|tells|telling|citing|cited by|according to"
    r"|(?:reported|obtained|quoted|reviewed|seen|published|revealed|interviewed)(?:\s+\w+day)?\s+(?:by|in)"
    r"|(?:spoke|speaking|statement|interview|disclosed|leaked)(?:\s+\w+day)?\s+(?:to|with|on)"
    r"|(?:appear(?:ed|ing|ance)|said(?:\s+\w+day)?)\s+on|appeared (?:in|at)"
    rf"|{_WORK}\s+(?:in|by|from|for))\s+(?:(?:an?|the|The)\s+)?"
)
_AFTER = (
    r"(?:['’]s\s+[^.;,“”\"]{0,40}?)?,?\s+"
    r"(?:(?:first|also|has|had|have|later|previously|earlier|separately)\s+){0,2}"
    r"(?:reported|reports|wrote|writes|counted|learned|obtained|revealed|published|broke|disclosed|found)\b"
)
_CUE = re.compile(
    r"\b(?:told|tell|citing|cited|according|report|obtain|quoted|review|seen|publish|reveal|interview|spoke|speak|statement|"
    r"disclose|leaked|appear|said|story|article|investigation|analysis|poll|survey|tally|account|wrote|writes|counted|"
    r"learned|broke|found)"
)
"""What a sentence must have of the patterns around a name, which are slow to try on every sentence."""
_DATELINE = re.compile(
    r"^[A-Z][\w.’' ,/-]{1,60}?\((?P<name>[A-Z][\w.’& -]{1,40})\)\s*[—–―-]{1,2}"
    r"|^\((?P<bare>[A-Z][\w.’& -]{1,40})\)\s*[—–―-]{1,2}"
)
_PLACE = re.compile(r"^[A-Z][A-Z .’'-]{2,40}(?:,\s[\w. ]{2,20})?\s?(?:[—–―-]{1,2}\s|[—―](?=[A-Z]))")
_AGENCY_ALONE = re.compile(r"^\([A-Z]{2,6}\)\s*(?=[“\"A-Z])")
_BYLINE = re.compile(r"(?:[Bb][Yy]|BY|[Ff]rom)\s[^.!?]{2,120}")

Span = tuple[int, int]
"""Where a phrase begins and ends."""


def citations(articles: Sequence[Article]) -> tuple[Citation, ...]:
    """Every place where an article passes on an agency's, another outlet's or a newspaper's reporting, in order.

    The span is the phrase that says so, the name included. An article does not cite its own outlet.
    """
    outlets = _outlets(articles)
    return tuple(citation for article in articles for citation in _in_article(article, outlets))


def credited(articles: Sequence[Article]) -> dict[str, frozenset[str]]:
    """By article id, whom an article owes text to: its own outlet, and names in its dateline, byline or end note.

    Names are as `source_key` writes them, those of the story's outlets in full.
    """
    outlets = _outlets(articles)
    found = {}
    for article in articles:
        names = [article.label]
        for sentence in sentences(article.text):
            names += (sentence.text[slice(*name)] for name, _ in _credits(sentence, outlets))
        found[article.id] = frozenset(source_key(cited_outlet(name, outlets) or name) for name in names)
    return found


def cited_outlet(source: str, outlets: Sequence[str]) -> str:
    """The outlet of the story that a cited name means: the same name, a short form or initials; "" if none."""
    return next((outlet for outlet in outlets if _means(source, outlet)), "")


def dateline_end(sentence: str) -> int:
    """Where the news begins after place and agency, as in "MARROW BAY (AP) — The ferry is back."; 0 without."""
    match = _DATELINE.match(sentence) or _PLACE.match(sentence) or _AGENCY_ALONE.match(sentence)
    return match.end() + len(sentence[match.end() :]) - len(sentence[match.end() :].lstrip()) if match else 0


def source_key(source: str) -> str:
    """One name for all ways to write a source: lower case, without "the", an agency's initials spelled out."""
    return _agency(source) or _bare(source)


def _outlets(articles: Sequence[Article]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(article.outlet for article in articles if article.outlet))


def _in_article(article: Article, outlets: tuple[str, ...]) -> Iterator[Citation]:
    for sentence in sentences(article.text):
        spans = dict(_credits(sentence, outlets))
        found = _reporting(outlets).finditer(sentence.text) if _CUE.search(sentence.text) else ()
        for match in found:
            name = next(group for group, value in match.groupdict().items() if value)
            spans.setdefault(match.span(name), match.span())
        for (left, right), (start, end) in sorted(spans.items()):
            source = sentence.text[left:right]
            if not _means(source, article.outlet):
                yield Citation(article.id, source, sentence.start + start, sentence.start + end)


def _credits(sentence: Sentence, outlets: tuple[str, ...]) -> Iterator[tuple[Span, Span]]:
    """The names in a dateline, byline or end note, each with the phrase that it stands in."""
    if match := _DATELINE.match(sentence.text):
        yield match.span("name" if match["name"] else "bare"), match.span()
    elif sentence.boilerplate == "byline" or _BYLINE.fullmatch(sentence.text):
        for name in _names(outlets).finditer(sentence.text):
            yield name.span(), name.span()
    elif "contributed" in sentence.text:
        for note in _end_note(outlets).finditer(sentence.text):
            yield note.span("name"), note.span()


@lru_cache(maxsize=64)
def _reporting(outlets: tuple[str, ...]) -> re.Pattern[str]:
    names = _any_name(outlets)
    attributive = rf"\b(?:[Aa]n?|[Tt]he)\s+(?P<c>{names})\s+{_WORK}\b"
    return re.compile(f"{_BEFORE}(?P<a>{names})|(?P<b>{names}){_AFTER}|{attributive}")


@lru_cache(maxsize=64)
def _end_note(outlets: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?P<name>{_any_name(outlets)})\s+(?:\w+\s+){{0,4}}contributed\b")


@lru_cache(maxsize=64)
def _names(outlets: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_any_name(outlets))


def _any_name(outlets: Sequence[str]) -> str:
    own = [part for outlet in outlets for part in {outlet, _without_the(outlet)} if len(part) > 2]
    listed = sorted({re.escape(part) for part in own}, key=len, reverse=True)
    return rf"(?<!\w)(?:{'|'.join([*listed, _GENERIC, _agency_names(), _KNOWN, _SHORT])})(?!\w)"


@lru_cache(maxsize=1)
def _agency_names() -> str:
    return "|".join(
        rf"\b{re.escape(name)}\b"
        for name in sorted((name for names in AGENCIES.values() for name in names), key=len, reverse=True)
    )


def _agency(source: str) -> str:
    return _agencies().get(_bare(source), "")


@lru_cache(maxsize=1)
def _agencies() -> dict[str, str]:
    return {_bare(form): agency for agency, forms in AGENCIES.items() for form in forms}


def _means(source: str, outlet: str) -> bool:
    if not outlet:
        return False
    name, own = _bare(source), _bare(outlet)
    if name == own or (_agency(source) and _agency(source) == _agency(outlet)):
        return True
    if own.startswith(f"{name} ") or own.endswith(f" {name}") or name.startswith(f"{own} "):
        return True
    initials = "".join(word[0] for word in own.split())
    return len(initials) > 1 and name.replace(".", "") == initials


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    return _without_the(re.sub(r"\s*\([^)]*\)", "", name)).casefold().strip()


def _without_the(name: str) -> str:
    return re.sub(r"^[Tt]he\s+", "", name)
