"""Word lists of the rules: irregular forms, synonyms and opposites of news, and what turns a claim around."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

_IRREGULAR = """
be is are was were been being am|have has had having|do does did done|go goes went gone|say said says
rise rose risen
fall fell fallen|win won|lose lost|shoot shot|hit|meet met|give gave given|take took taken|get got gotten
make made
come came|become became|begin began begun|break broke broken|bring brought|build built|buy bought|catch caught
choose chose chosen|cut|deal dealt|draw drew drawn|drive drove driven|eat ate eaten|feel felt|fight fought
find found|fly flew flown|forbid forbade forbidden|forget forgot forgotten|grow grew grown|hear heard
hide hid hidden
hold held|keep kept|know knew known|lay laid|lead led|leave left|lie lay lain|mean meant|pay paid|put|quit
read|ride rode
run ran|see saw seen|seek sought|sell sold|send sent|set|shake shook shaken|shut|sink sank sunk|sit sat
speak spoke spoken
spend spent|stand stood|steal stole stolen|strike struck stricken|swear swore sworn|sweep swept|swim swam
teach taught
tear tore torn|tell told|think thought|throw threw thrown|understand understood|wear wore worn
withdraw withdrew withdrawn
write wrote written|man men|woman women|child children|person people|foot feet|life lives|wife wives
half halves
good better best|bad worse worst|burst|cost|let|split|spread|beat beaten|bear bore borne|freeze froze frozen
hang hung
prove proved proven|succeed succeeded|exceed exceeded|proceed proceeded|show showed shown
swell swelled swollen|deny denies denied|crisis crises|medium media
"""

_SYNONYMS = """
die death dead deadly kill killing toll fatality fatal slay perish casualty
injury injured hurt wound
person people resident individual
home house
arrest detain round
shut close shutter
vote ballot
start begin commence kick
stop halt suspend
buy purchase acquire takeover
official authority
police officer cop
child kid
firm company corporation business
crowd mob
country nation
collapse crumble
flee escape
job position post
choose select pick
need require
reject spurn decline
attack assault
help aid assist
lawmaker legislator
let allow permit
large big huge
end finish
resign quit
annual annually yearly
cost loss
doctor physician
car vehicle
movie film
money fund
difficult hard
suit lawsuit
sink drop fall plunge slide tumble slip decline
rise climb jump surge rocket increase grow gain
"""

_OPPOSITES = """
rise increase climb jump surge grow gain|fall decrease drop plunge decline shrink slide tumble slip
win|lose
approve accept adopt back support endorse favor favour|reject oppose refuse veto spurn disapprove decline
approve adopt|oppose reject
pass|fail
guilty convict|acquit innocent exonerate clear
open reopen|shut close
confirm admit acknowledge|deny dispute rebut
allow permit let legalize|ban bar forbid prohibit block
hire appoint|fire sack dismiss
uphold affirm|overturn strike reverse quash
praise hail applaud|criticize condemn blast slam denounce
raise|cut lower reduce slash
high higher above|low lower below
more|less fewer
alive survive|dead die kill
legal lawful|illegal unlawful
true accurate correct|false inaccurate incorrect untrue
safe|unsafe dangerous
start begin|end stop finish halt
strong strengthen|weak weaken
before|after
expand|shrink contract cut
arrive enter join|leave quit depart exit
success succeed|failure fail
peaceful calm|violent chaotic
majority|minority
first|last
always|never
possible|impossible
likely|unlikely
buy|sell
agree|disagree refuse
keep retain|abandon scrap drop
include|exclude
supporter ally|opponent critic
advantage|disadvantage
up|down
love|hate
best better|worst worse
most|least
maximum|minimum
early earlier|late later
friend|enemy
peace|war
profit|loss
possible probable|impossible improbable
correct|incorrect
valid|invalid
appropriate|inappropriate
accurate|inaccurate
effective|ineffective
adequate sufficient|inadequate insufficient
complete|incomplete
relevant|irrelevant
responsible|irresponsible
moral|immoral
mature|immature
agree|disagree
approve|disapprove
honest|dishonest
loyal|disloyal
satisfied|dissatisfied
continue|discontinue
trust|distrust mistrust
prove|disprove
qualify|disqualify
respect|disrespect
comply obey|violate disobey
""".strip()

NEGATORS = frozenset(
    "not no never none nobody nothing neither nor without cannot hardly scarcely nowhere".split()
)
"""Words that turn a claim around, besides a contracted "n't"."""

DENIALS = frozenset(
    """
    deny denies denied denying refuse refuses refused refusing fail fails failed failing reject
    rejects rejected dispute disputes disputed rubbish rubbishes rubbished decline declines declined
    lack lacks lacked false falsely untrue
    """.split()
)
"""Verbs that turn around what follows them."""

SAYING = frozenset(
    """
    say tell add write state announce report claim argue warn insist explain note testify
    acknowledge according ask describe call repeat inform reveal
    """.split()
)
"""Verbs that pass on a statement: no part of what is stated."""

SYMMETRIC = frozenset(
    """
    meet talk marry wed join agree discuss debate speak face play between share divorce date
    negotiate clash tie draw
    """.split()
)
"""Verbs whose two sides can change places and still say the same."""

NO_ONE = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december republican republicans democrat democrats
    democratic gop president senator sen rep gov governor mayor judge secretary minister chief
    general state states white house senate congress court american americans
    """.split()
)
"""Capitalised words that name no one in particular: days, months, parties, titles."""

WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
"""A pattern for the days of the week."""

OPENERS = frozenset(
    """
    like unlike after before despite under against until amid as now yet still even not no never last next another
    every many most several few more less following according given among since without within what how why
    """.split()
)
"""Words that stand at the beginning of a sentence with a capital and are no names, even before one."""

STOP = frozenset(
    """
    itself himself herself themselves myself yourself ourselves
    a an the of in on at to for by with from and or but as is are was were be been being am has have
    had having do does did done it its their his her hers this that these those which who whom whose
    than then there here also other would could will may might can about some over during while when
    where into out so such very just only too both each any all own i you he she we they me him us
    them my your our if because since though although however per s t re ve ll d m mr mrs ms dr one
    """.split()
)
"""Words without content of their own; they are not aligned. Negators and directions are not among them."""

_BASE = {
    form: group.split()[0]
    for line in _IRREGULAR.strip().splitlines()
    for group in line.split("|")
    for form in group.split()
}


def base(word: str) -> str:
    """The stem of a lower-case word: irregular forms by a list, endings cut, a final e dropped."""
    return _cut(_BASE.get(word, word))


def _cut(word: str) -> str:
    if word.endswith("s") and len(word) > 3 and word[-2] not in "sui":
        word = _shorter(
            word, (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("s", ""))
        )
    if word.endswith("eed"):
        return word.removesuffix("ed") if len(word) > 5 else word
    word = _shorter(word, (("ied", "y"), ("ing", ""), ("ed", "")))
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def _shorter(word: str, endings: Sequence[tuple[str, str]]) -> str:
    """The word with the first ending that it has replaced, if a stem of three letters with a vowel is left."""
    for ending, put in endings:
        stem = word[: len(word) - len(ending)]
        if word.endswith(ending):
            if (
                len(stem) < 3 - len(put)
                or not any(letter in "aeiouy" for letter in stem)
                or (len(stem) < 3 and not put)
            ):
                return word
            doubled = (
                ending in ("ing", "ed") and len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz"
            )
            return stem[:-1] if doubled else stem + put
    return word


def _groups(listed: str) -> dict[str, str]:
    """Stem -> the stem that stands for its group of synonyms; a word in two groups stays itself."""
    lines = [[base(word) for word in line.split()] for line in listed.strip().splitlines()]
    counts = [stem for line in lines for stem in set(line)]
    return {stem: line[0] for line in lines for stem in line if counts.count(stem) == 1}


_GROUP = _groups(_SYNONYMS)


def key(word: str) -> str:
    """What stands for a word, its forms and its synonyms when two sentences are compared."""
    stem = base(word)
    return _GROUP.get(stem, stem)


_OPPOSED = {
    pair
    for line in _OPPOSITES.splitlines()
    for left, right in [line.split("|")]
    for one, other in product((base(word) for word in left.split()), (base(word) for word in right.split()))
    for pair in ((one, other), (other, one))
}


def opposite(one: str, other: str) -> bool:
    """Whether two lower-case words say the opposite of each other, by the list or by "un-" or "anti-" before one."""
    left, right = base(one), base(other)
    if (left, right) in _OPPOSED:
        return True
    short, long = sorted((left, right), key=len)
    return len(short) >= 3 and long in {prefix + short for prefix in ("un", "anti-")}
