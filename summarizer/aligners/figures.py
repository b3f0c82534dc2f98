"""Two claims that give different values of one quantity.

Two figures answer one question if they stand in the same place of nearly the same sentence, if they are the total of
one toll, or if they count the same in the same surroundings. Rounding, "at least" and "nearly" are allowed for; a
figure that one claim gives as the former one ("up from 23") explains the difference by time.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise, product
from typing import Literal

from summarizer.aligners.amounts import COUNTS_NOTHING, LONG_NAME, Figure, Figures, figures_in
from summarizer.aligners.lexicon import key
from summarizer.aligners.measures import (
    DAILY,
    RUNNING,
    names_period,
    other_day,
    places,
    several_places,
    sizes_apart,
)
from summarizer.aligners.shared import Alignment, Finding

SAME_SURROUNDINGS = 0.5
"""Share of the words around two figures of one unit that must agree, elsewhere."""
MOST_TIMES = 4.0
"""How many times as large one total of a toll may be as another; beyond, one of them is a part, or another event."""
MOST_TIMES_ELSEWHERE = 10.0
"""The same for two figures of one unit in the same surroundings."""
LONGEST_GAP = 3
"""Words that may differ beside the figures in one place of both sentences."""

_SUMS = frozenset(map(key, "cost loss save earn spend spending revenue wage subsidy".split()))
"""Words that say what a sum a day or a year is for."""
_KINDS = frozenset("$ € £ ¥ % clock rank age tally length area speed weight °C".split())
"""Units that a figure and its counterpart must share even in one place of one sentence."""
_COUNTS_ALL_SORTS = (
    COUNTS_NOTHING
    | frozenset("length area speed weight °C".split())
    | frozenset(map(key, "second minute hour day week month year decade".split()))
)
"""Units of which one sentence has many, for many things: the words around them are not enough."""


def figures_apart(a: str, b: str) -> Finding | None:
    """Incompatible values of one quantity in two texts, however they are worded: "14 dead / 17 dead"; or None."""
    ours, theirs = figures_in(a), figures_in(b)
    if not ours or not theirs:
        return None
    if pair := _former(ours, theirs):
        return _finding(pair, ours, theirs)
    if several_places(a) != several_places(b):
        return None
    here, there = places(a), places(b)
    if not here or not there or here & there:
        pair = _of_one_measure(ours, theirs) or _disputed_in_one(ours, theirs)
    pair = pair or _of_one_thing(ours, theirs) or _of_one_deal(ours, theirs)
    if pair is None and (sizes := sizes_apart(a, b)):
        return Finding("number", "lengths", *sizes)
    if pair and pair[0].measure and pair[0].measure.kind in DAILY and other_day(a, b):
        return None
    return _finding(pair, ours, theirs)


def figures_in_place(a: str, b: str, found: Alignment) -> Finding | None:
    """Incompatible figures in the same place of nearly the same sentence, or None."""
    ours, theirs = figures_in(a), figures_in(b)
    if not ours or not theirs or names_period(a) != names_period(b) or _in_turn(a) or _in_turn(b):
        return None
    return _finding(_in_one_place(ours, theirs, found), ours, theirs)


def _in_turn(text: str) -> bool:
    """Whether a sentence lists figures apart from what they belong to, so that their places say nothing."""
    return "respectively" in text


def _finding(pair: tuple[Figure, Figure] | None, ours: Figures, theirs: Figures) -> Finding | None:
    if pair is None:
        return None
    x, y = pair
    running = any(figure.measure and figure.measure.kind in RUNNING for figure in pair)
    return Finding("number", "figures", x.shown, y.shown, _newer(x, y, ours, theirs), running)


def _in_one_place(ours: Figures, theirs: Figures, found: Alignment) -> tuple[Figure, Figure] | None:
    """Figures that stand in for each other in nearly the same sentence."""
    left_of, right_of = ({figure.word.start: figure for figure in figures} for figures in (ours, theirs))
    for left, right in found.gaps():
        one = [left_of[word.start] for word in left if word.start in left_of]
        other = [right_of[word.start] for word in right if word.start in right_of]
        if len(one) == len(other) and max(len(left) - len(one), len(right) - len(other)) <= LONGEST_GAP:
            for x, y in zip(one, other, strict=True):
                if _sign(x) == _sign(y) and not x.agrees(y):
                    return x, y
    return None


def _sign(figure: Figure) -> str:
    """What tells figures apart that share a place: a currency, a percent sign, a kind of measure."""
    return figure.unit if figure.unit in _KINDS else ""


def _former(ours: Figures, theirs: Figures) -> tuple[Figure, Figure] | None:
    """A figure that the other text gives as the former one, with the one that has come in its place."""
    if later := _replaced(ours, theirs):
        return later
    earlier = _replaced(theirs, ours)
    return (earlier[1], earlier[0]) if earlier else None


def _replaced(old: Figures, new: Figures) -> tuple[Figure, Figure] | None:
    for one, other in pairwise(figure for figure in new if figure.counts):
        was, now = (one, other) if one.former else (other, one)
        if not was.former or now.former or key(now.unit) in _COUNTS_ALL_SORTS or _known(now, old):
            continue
        for figure in old:
            if not figure.counts or figure.former or not figure.agrees(was) or figure.agrees(now):
                continue
            around = figure.near & (was.near | now.near)
            if _replaceable(figure, now, around) and _replaceable(figure, was, around):
                return figure, now
    return None


def _known(figure: Figure, others: Figures) -> bool:
    """Whether the other text has this very value, whatever it gives it for."""
    return any(figure.word.key == other.word.key for other in others)


def _replaceable(x: Figure, y: Figure, around: frozenset[str]) -> bool:
    """Whether one figure can have come in the place of another: two tolls, or one unit and some words around both."""
    if x.measure and y.measure and x.measure.groups == y.measure.groups:
        return True
    return (not x.unit or not y.unit or x.unit == y.unit) and len(around) > 1


def _of_one_measure(ours: Figures, theirs: Figures) -> tuple[Figure, Figure] | None:
    """Two totals of one toll, two changes of one thing, two costs a day."""
    return _only_pair(ours, theirs, _measures_alike, _measures_alike)


def _disputed_in_one(ours: Figures, theirs: Figures) -> tuple[Figure, Figure] | None:
    """How many gathered, where one text gives two sources' figures, and the other one of them as if it were sure."""
    for mine, others in ((ours, theirs), (theirs, ours)):
        crowds, single = ([figure for figure in some if _is_gathered(figure)] for some in (mine, others))
        if len(crowds) != 2 or len(single) != 1 or crowds[0].agrees(crowds[1]):
            continue
        other = [figure for figure in crowds if not figure.agrees(single[0])]
        if len(other) == 1 and not _known(other[0], others):
            return (other[0], single[0]) if mine is ours else (single[0], other[0])
    return None


def _is_gathered(figure: Figure) -> bool:
    return figure.measure is not None and figure.measure.kind == "gathered" and not figure.former


def _measures_alike(x: Figure, y: Figure) -> bool:
    if x.rate != y.rate or x.elsewhen != y.elsewhen:
        return False
    if x.measure and y.measure:
        return x.measure.comparable(y.measure) and _of_one_size(x, y)
    return bool(x.rate and x.unit and x.unit == y.unit and x.near & y.near & _SUMS)


def _of_one_size(x: Figure, y: Figure) -> bool:
    low, high = sorted((x.value, y.value))
    return high <= MOST_TIMES * low


def _of_one_thing(ours: Figures, theirs: Figures) -> tuple[Figure, Figure] | None:
    """Two figures of one unit, the only ones, in the same surroundings."""
    if _years(ours) != _years(theirs):
        return None
    return _only_pair(ours, theirs, _units_alike, _surroundings_alike)


def _of_one_deal(ours: Figures, theirs: Figures) -> tuple[Figure, Figure] | None:
    """Two sums, the only ones, beside the same long name, or for the same span of years."""
    years = _years(ours) & _years(theirs)

    def close(x: Figure, y: Figure) -> bool:
        return (bool(x.names & y.names) and len(x.near & y.near) > LONG_NAME) or (
            len(years) > 1 and bool(x.near & y.near)
        )

    return _only_pair(ours, theirs, lambda x, y: _units_alike(x, y) and x.unit in "$€£¥", close)


def _years(figures: Figures) -> set[str]:
    return {figure.word.key for figure in figures if figure.quantity is None and len(figure.word.text) == 4}


def _units_alike(x: Figure, y: Figure) -> bool:
    if x.measure and y.measure and not x.measure.comparable(y.measure):
        return False
    if x.rate != y.rate or x.elsewhen != y.elsewhen:
        return False
    if max(x.value, y.value) > MOST_TIMES_ELSEWHERE * min(x.value, y.value):
        return False
    return bool(x.unit) and x.unit == y.unit and key(x.unit) not in _COUNTS_ALL_SORTS


def _surroundings_alike(x: Figure, y: Figure) -> bool:
    shared = (x.near & y.near) - {key(x.unit)}
    return len(shared) >= 2 and len(shared) >= SAME_SURROUNDINGS * min(len(x.near), len(y.near))


def _only_pair(
    ours: Figures,
    theirs: Figures,
    alike: Callable[[Figure, Figure], bool],
    close: Callable[[Figure, Figure], bool],
) -> tuple[Figure, Figure] | None:
    """Two figures that are alike, close and disagree, if neither has another that is alike and no value is in both."""
    left, right = (
        [figure for figure in figures if not figure.former and not figure.whole] for figures in (ours, theirs)
    )
    for x, y in product(left, right):
        if (
            (x.at_most and y.at_most)
            or x.agrees(y)
            or _known(x, theirs)
            or _known(y, ours)
            or not alike(x, y)
            or not close(x, y)
        ):
            continue
        if sum(alike(x, other) for other in right) == 1 and sum(alike(other, y) for other in left) == 1:
            return x, y
    return None


def _newer(x: Figure, y: Figure, ours: Figures, theirs: Figures) -> Literal["", "a", "b"]:
    """The text that gives the other's value as a former one."""
    if any(figure.former and figure.agrees(x) for figure in theirs):
        return "b"
    if any(figure.former and figure.agrees(y) for figure in ours):
        return "a"
    return ""
