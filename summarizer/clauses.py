"""Split a sentence where it asserts separate things, and only where that is sure: a wrong split is worse than none.

Without a parser: a cut needs a semicolon or a comma with a conjunction, a subject of its own with a verb in the
past or present right after it, and nothing before it that could govern both halves (a verb of saying, a
relative clause, "if").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from summarizer.attribution import attributions
from summarizer.quote_marks import Quoted, masked, quoted
from summarizer.text import count_words

FEWEST_WORDS = 5
"""Words that each half must have."""

LONGEST = 800
"""Characters of a sentence that is looked at; a longer one is a list, or no sentence."""

_PAST = (
    "was|were|is|are|has|have|had|did|does|will|would|can|could|may|might|should|must|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|"
    "hasn['’]t|haven['’]t|hadn['’]t|didn['’]t|doesn['’]t|won['’]t|wouldn['’]t|can['’]t|couldn['’]t|became|began|bought|broke|brought|"
    "built|came|chose|cut|died|drew|drove|fell|fled|flew|fought|found|gave|got|grew|held|hit|kept|knew|lay|led|left|lost|made|met|"
    "paid|put|ran|read|rose|said|saw|sent|set|shot|shook|showed|sold|spent|spoke|stood|struck|sued|swept|swore|took|thought|threw|"
    "told|went|won|withdrew|wrote|sought|felt|heard|says|calls|wants|needs|makes|takes|gives|goes|comes|shows|remains|includes|"
    "requires|faces|plans|expects|believes|argues|seems|appears|continues|offers|holds|leads|works|lives|runs|begins|ends"
)
_STEADY = (
    "remained|refused|agreed|decided|declined|wanted|tried|failed|promised|voted|happened|appeared|seemed|continued|returned|arrived|"
    "died|lived|belonged|resigned|collapsed|emerged|occurred|stayed|waited|hoped|intended|managed|objected|disagreed|survived"
)
"""Regular verbs in the past that hardly ever follow a noun as participles ("the man arrested in May")."""
_FINITE = re.compile(rf"\b(?:{_PAST}|[a-z]{{3,}}ed)\b")
_SURE = re.compile(
    rf"(?:{_PAST}|{_STEADY})\b|[a-z]{{3,}}ed\b(?!\s+(?:by|in|on|at|for|with|from|to|of|under|after|as)\b)"
)
_PRONOUNS = ("he", "she", "it", "they", "we", "i", "there")
_PAST_FORM = re.compile(r"[a-z]{3,}ed\b")
_ADVERBS = re.compile(r"(?:(?:also|still|now|then|never|not|already|later|only|even|just|[a-z]+ly)\s+){0,2}")
_NAME = r"[A-Z][\w.'’-]*(?:\s(?:of\s|the\s)*[A-Z][\w.'’-]*){0,5}"
_NOUNS = r"(?:[\w'’-]+\s){1,5}?"
_SUBJECT = re.compile(
    r"(?:(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|I|[Tt]here)\s"
    rf"|(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Ss]ome|[Mm]any|[Mm]ost|[Ss]everal|[Nn]o|[Tt]hose|[Tt]hese|[Oo]thers?|[Tt]wo|[Tt]hree|"
    rf"[Aa]bout|\d[\d,.]*)\s{_NOUNS}|{_NAME}\s)"
)
_NOT_IN_SUBJECT = re.compile(
    r"\b(?:that|which|who|whom|where|when|if|as|and|or|but|to|than|because|while|after|before|not)\b"
)
_BOUNDARY = re.compile(
    r";\s+(?:(?:and|but|while|yet)\s+|(?:however|meanwhile),\s+)?|,\s+(?:and|but|while|whereas|yet)\s+"
)
_GOVERNS = re.compile(
    r"\b(?:that|whether|if|because|what|how|why|which|who|whom|whose|where|when|whenever|although|though|unless|until|saying|adding|"
    r"arguing|noting|claiming|not only|neither|either|both|between|so that|such|more|less|as soon|than|lest|hope[ds]?|think|thinks|"
    r"thought|believes?d?|know|knows|knew|feels?|fears?|says?|said)\b",
    re.I,
)
_SUBORDINATE = re.compile(
    r"^[“\"]?(?:If|When|While|Although|Though|Because|Since|As|After|Before|Until|Unless|Whether|Given|Once|Despite|Even|Where|"
    r"Now that|In case|Whatever|Whoever|Had|Should|Were)\b"
)


def clauses(
    text: str, start: int = 0, end: int | None = None, marks: Sequence[Quoted] | None = None
) -> tuple[tuple[int, int], ...]:
    """The spans of what a sentence at `start` to `end` asserts: itself, or its clauses where they are separate.

    `marks` are the quoted spans of its paragraph, within which nothing is cut. Conjunctions and separators stand
    in no span.
    """
    end = len(text) if end is None else end
    if end - start > LONGEST:
        return ((start, end),)
    inside = marks if marks is not None else quoted(text, start, end)
    sentence = text[start:end]
    outside = masked(sentence, _shifted(inside, start, end))
    if any(mark.start <= start and end <= mark.end for mark in inside):
        return ((start, end),)
    cuts = [match for match in _BOUNDARY.finditer(outside) if _separates(outside, match)]
    if not cuts or not _all_have_their_source(sentence, cuts):
        return ((start, end),)
    lefts = [0, *(match.end() for match in cuts)]
    rights = [*(match.start() for match in cuts), len(sentence)]
    spans = list(zip(lefts, rights, strict=True))
    if any(count_words(sentence[left:right]) < FEWEST_WORDS for left, right in spans):
        return ((start, end),)
    return tuple((start + left, start + right) for left, right in spans)


def _separates(outside: str, boundary: re.Match[str]) -> bool:
    """Whether a main clause stands on both sides of the boundary."""
    left, right = outside[: boundary.start()], outside[boundary.end() :]
    if _SUBORDINATE.match(left) or _GOVERNS.search(left) or not _FINITE.search(left):
        return False
    if left.count("(") != left.count(")") or left.count("“") != left.count("”"):
        return False
    if re.search(r"[—–:]", left):
        return False
    subject = _SUBJECT.match(right)
    while subject is not None:
        adverbs = _ADVERBS.match(right, subject.end())
        verb = adverbs.end() if adverbs else subject.end()
        pronoun = subject.group().strip().casefold() in _PRONOUNS
        if _SURE.match(right, verb) or (pronoun and _PAST_FORM.match(right, verb)):
            return not _NOT_IN_SUBJECT.search(subject.group())
        subject = _longer_subject(right, subject)
    return False


def _longer_subject(right: str, subject: re.Match[str]) -> re.Match[str] | None:
    """The subject with one more word, up to eight; None where it ends at a comma or is a pronoun."""
    words = subject.group().split()
    if len(words) >= 8 or words[0].casefold() in _PRONOUNS:
        return None
    return re.compile(re.escape(subject.group()) + r"[\w'’-]+\s").match(right)


def _all_have_their_source(sentence: str, cuts: Sequence[re.Match[str]]) -> bool:
    """False where one half says who states both: "A fell, and B rose, police said"."""
    said = attributions(sentence)
    if not said:
        return True
    edges = [0, *(match.end() for match in cuts), len(sentence) + 1]
    return all(any(left <= one.start < right for one in said) for left, right in pairwise(edges))


def _shifted(marks: Sequence[Quoted], start: int, end: int) -> tuple[Quoted, ...]:
    """The quoted spans that touch the sentence, with their places in it."""
    return tuple(
        Quoted(max(mark.start - start, 0), min(mark.end, end) - start, mark.closed and mark.end < end)
        for mark in marks
        if mark.start < end and mark.end > start
    )
