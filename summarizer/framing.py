"""What sets each outlet's coverage apart: what only it has, what it leaves out, whom it quotes, its own words.

No opinion lexicon and no verdict: everything here is a count that a reader can check in the articles.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from summarizer.citations import source_key
from summarizer.origins import own_words
from summarizer.speakers import speaker_names
from summarizer.text import prose, words
from summarizer.types import Article, Fact, Profile, Quotation, Story, Summary, Wording

LEAST_Z = 1.96
"""Standard deviations from which on a difference in wording is shown: the two-sided 5% level, for each word alone."""
FEWEST = 3
"""Times a word must be used, by the outlet that uses it more."""
MOST_WORDS = 10
"""Words shown that an outlet uses more, and as many that it uses less."""
PRIOR = 200.0
"""Words of background text that the prior is worth, as spread over words as the whole story is."""

_STOPWORDS = frozenset(
    (
        "a about above after again against ago all almost also although always am among an and another any "
        "are aren't around as at away back be became because become been before being below between both "
        "but by came can can't cannot come could couldn't did didn't do does doesn't doing don't down "
        "during each either else even ever every few first for from further get gets getting go goes going "
        "got had hadn't has hasn't have haven't having he he's her here hers herself him himself his how "
        "however i i'm i've if in including into is isn't it it's its itself just last later least less let "
        "like made make makes making many may me might more most much must my myself never new next no nor "
        "not now of off often on once one only onto or other others our ours out over own per put rather "
        "said same say says saying second see she she's should since so some still such take than that "
        "that's the their theirs them themselves then there there's these they they're this those though "
        "three through to told too toward towards two under until up upon us very via was wasn't way we "
        "we're well went were weren't what when where whether which while who whom whose why will with "
        "within without won't would wouldn't yet you you're your yours mr mrs ms dr sen rep gov monday "
        "tuesday wednesday thursday friday saturday sunday january february march april june july august "
        "september october november december mon tue tues wed thu thur thurs fri sat sun jan feb mar apr "
        "jun jul aug sept sep oct nov dec a.m p.m am pm today yesterday tomorrow year years day days week "
        "weeks month months time "
    ).split()
)


def profiles(
    story: Story, facts: Sequence[Fact], quotations: Sequence[Quotation], summary: Summary
) -> tuple[Profile, ...]:
    """One profile an outlet, in the order of the story.

    `facts` are those of the comparison, most important first, and stay in that order. `quotations` without a
    speaker are not counted; a speaker goes by one name in all profiles. `summary` is the story's, whose sentences
    cite articles.
    """
    outlet_of = {article.id: article.label for article in story.articles}
    names = frozenset(word for outlet in story.outlets for word in words(source_key(outlet)))
    vocabularies = {outlet: Counter[str]() for outlet in story.outlets}
    for article in story.articles:
        vocabularies[article.label].update(_vocabulary(article, names))
    everywhere = Counter[str]()
    for vocabulary in vocabularies.values():
        everywhere.update(vocabulary)
    name = speaker_names(quotations)
    quoted = {outlet: Counter[str]() for outlet in story.outlets}
    for quotation in quotations:
        if quotation.speaker in name and quotation.document_id in outlet_of:
            quoted[outlet_of[quotation.document_id]][name[quotation.speaker]] += 1
    resting = Counter(
        outlet
        for sentence in summary.sentences
        for outlet in {outlet_of[support.article_id] for support in sentence.support}
    )
    reported = {fact.id: {cell.outlet for cell in fact.cells} for fact in facts}
    common = [fact.id for fact in facts if fact.common]
    alone = [fact.id for fact in facts if fact.status == "unique"]
    return tuple(
        Profile(
            outlet,
            only=tuple(fact for fact in alone if outlet in reported[fact]),
            omits=tuple(fact for fact in common if outlet not in reported[fact]),
            quoted=tuple(sorted(quoted[outlet].items(), key=lambda item: (-item[1], item[0]))),
            wording=wording(vocabularies[outlet], everywhere),
            share=resting[outlet] / len(summary.sentences) if summary.sentences else 0.0,
        )
        for outlet in story.outlets
    )


def wording(here: Counter[str], everywhere: Counter[str]) -> tuple[Wording, ...]:
    """The words that tell an outlet from the others: those it uses more first, the strongest first.

    `here` is how often the outlet uses each word, `everywhere` how often all outlets do, this one included. The
    log-odds ratio has an informative Dirichlet prior, the story's own words: Monroe, Colaresi and Quinn,
    "Fightin' Words", Political Analysis 16 (2008), equations 15 to 22. A word that is rare in the whole story is
    thereby pulled towards no difference.
    """
    total, size = everywhere.total(), here.total()
    if not 0 < size < total:
        return ()
    found = []
    for word, both in everywhere.items():
        count, elsewhere = here[word], both - here[word]
        if max(count, elsewhere) < FEWEST or (not count and both * size < 2 * total):
            continue  # too rare to differ by LEAST_Z
        z = _z(count, size, elsewhere, total - size, PRIOR * both / total)
        if abs(z) >= LEAST_Z and (count if z > 0 else elsewhere) >= FEWEST:
            found.append(Wording(word, round(z, 2), count, elsewhere))
    found.sort(key=lambda one: (-abs(one.z), one.word))
    more = [one for one in found if one.z > 0][:MOST_WORDS]
    return (*more, *[one for one in found if one.z < 0][:MOST_WORDS])


def _z(count: int, size: int, elsewhere: int, rest: int, prior: float) -> float:
    """The log-odds ratio of a word over its standard deviation; `prior` is the word's share of PRIOR."""

    def odds(times: int, of: int) -> float:
        return math.log((times + prior) / (of + PRIOR - times - prior))

    if min(size + PRIOR - count, rest + PRIOR - elsewhere) <= prior:
        return 0.0
    variance = 1 / (count + prior) + 1 / (elsewhere + prior)
    return (odds(count, size) - odds(elsewhere, rest)) / math.sqrt(variance)


def _vocabulary(article: Article, names: frozenset[str]) -> Counter[str]:
    """How often an article uses each content word, quotations, boilerplate and names of outlets left out."""
    own = own_words(article.text)
    found: Counter[str] = Counter()
    for sentence in prose(article.text):
        for word in words(own[sentence.start : sentence.end]):
            plain = word.casefold().replace("’", "'").removesuffix("'s")
            if len(plain) > 2 and plain not in _STOPWORDS and plain not in names and not plain[0].isdigit():
                found[plain] += 1
    return found
