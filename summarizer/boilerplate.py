"""Tell the lines of an article that are not reporting: captions, bylines, teasers, copyright, headings, fragments.

Conservative on purpose: a line that is wrongly kept costs a reader a glance, one that is wrongly dropped
costs a fact. Only whole paragraphs are judged, and a paragraph that reads as prose is never dropped for one
suspicious word.
"""

from __future__ import annotations

import re

LONGEST_TEASER = 240
"""Characters above which a paragraph is not taken for a teaser, byline or copyright line."""
LONGEST_HEADING = 12
"""Words of a line without a full stop that is still taken for a heading.

Twice that for the line that opens the text.
"""

_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, flags))
    for kind, pattern, flags in (
        (
            "copyright",
            r"^(?:©|\(c\)\s|copyright\b).*|.*\ball rights reserved\.?$|.*may not be published, broadcast",
            re.I,
        ),
        (
            "byline",
            r"^[Bb][Yy]\s+(?:[A-Z][\w.'’-]*\s*){1,5}(?:(?:,|and|&|\||for|of|in|/)\s*(?:the\s+)?(?:[A-Z][\w.'’-]*\s*){1,5})*$",
            0,
        ),
        ("byline", r"^(?:reporting|additional reporting|writing|editing)\s+(?:and \w+\s+)?by\b.*", re.I),
        ("byline", r".*\b(?:contributed to this (?:report|story|article)|contributed reporting)\b.*", re.I),
        (
            "byline",
            r"^[–—-]+\s*(?:with (?:assistance|reporting|files)|additional reporting|reporting)\b.*",
            re.I,
        ),
        (
            "byline",
            r"^[–—-]\s*[^.!?]{2,60}\(@\w+\)[^.!?]{0,40}$|^(?:analysis|opinion|commentary)(?:/\w+)?:?$",
            re.I,
        ),
        ("byline", r"^(?:published|updated|posted|last modified)\b[^.!?]{0,60}\d[^.!?]{0,40}$", re.I),
        (
            "caption",
            r"^(?:photo|image|picture|caption|file photo|credit|photograph|illustration|video|watch|listen)\s*(?:[:|/–—-]|by\b|credit).*",
            re.I,
        ),
        (
            "caption",
            r".*(?:\((?:AP|Reuters|AFP|Getty|EPA|CP|PA)[^)]*(?:photo|image|file|via|/)[^)]*\)|getty images|file photo)\W*$",
            re.I,
        ),
        ("caption", r"^\(?(?:reuters|ap|afp|getty|epa|[\w .-]{2,40})/\s?[^.!?]{3,60}\)?$", re.I),
        (
            "caption",
            r"^(?:video provided by|media playback|media caption|image (?:copyright|caption)|hide caption|enlarge this)\b.*",
            re.I,
        ),
        (
            "caption",
            r".*\b(?:photo|photograph|image|illustration)\s+(?:by|credit|courtesy)\b[^.!?]{0,60}\W*$",
            re.I,
        ),
        (
            "promo",
            r"^(?:read (?:more|also|next|full)|see (?:also|more)|more (?:on this|from|on)|click here|click to|sign up|"
            r"subscribe|follow (?:us|\w+ on)|download (?:the|our)|join (?:us|our)|share this|like us|continue reading|"
            r"get (?:the|our|breaking|more)\b.*(?:newsletter|alerts?|app|inbox)|story continues|scroll (?:down|to)|"
            r"you may also like|must watch|add interest|story (?:highlights|continued)|have a (?:news )?tip|"
            r"don['’]t miss|stay (?:up to date|informed)|skip to)(?=\W|$).*",
            re.I,
        ),
        (
            "promo",
            r"^(?:advertisement|sponsored|related(?: (?:stories|articles?|coverage))?|recommended|trending|most read|"
            r"popular|watch(?: (?:live|now|more|the))?|listen(?: (?:to|now))?|newsletter|cookies?|view comments?|"
            r"comments?(?:\s*\(\d+\))?)\b(?:[^.!?]*|:.*)$",
            re.I,
        ),
        (
            "promo",
            r".*\b(?:sign up (?:for|to)|subscribe to|follow (?:him|her|us|them) on|click here|our newsletter)\b.*",
            re.I,
        ),
        ("promo", r"^(?:https?://|www\.)\S+$", re.I),
        (
            "promo",
            r"^(?:facebook|twitter|email|print|share|whatsapp|linkedin|reddit|pinterest|copy link)(?:\s+\w+){0,6}$",
            re.I,
        ),
    )
)
_INNER_STOP = re.compile(r"""[a-z]{2}[.!?]["'”’)]*\s""")
_ENDS_AS_PROSE = re.compile(r"""[.!?…。！？؟۔।]["'”’»)\]]*$""")
_LETTER = re.compile(r"[^\W\d_]")


def boilerplate_kind(paragraph: str, *, first: bool = False) -> str:
    """What kind of boilerplate a paragraph is, or "" if it is prose.

    `first` tells that it opens the article, where a line without a full stop is a repeated headline.
    """
    line = " ".join(paragraph.split())
    if not _LETTER.search(line):
        return "fragment"
    if len(line) <= LONGEST_TEASER:
        for kind, pattern in _RULES:
            if pattern.fullmatch(line):
                return kind
    if _ENDS_AS_PROSE.search(line):
        return ""
    count = len(line.split())
    if line.endswith((":", ",", ";", "—", "–", "-")):
        return ""
    if count <= LONGEST_HEADING or (first and count <= 2 * LONGEST_HEADING and not _INNER_STOP.search(line)):
        return "heading" if count > 2 else "fragment"
    return ""
