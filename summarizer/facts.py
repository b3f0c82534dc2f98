"""Claims and links into facts: who says the same, who says a part of it, who says otherwise, and who is alone.

`same` is not transitive, so claims are not merged along chains. Each fact is a star: one claim represents it,
and a claim belongs to the fact only by its own link to that representative. A sentence that bridges two facts
can therefore appear in both, but never pulls them together. A claim whose partners all went to facts of others
stands for a fact of its own, with them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import Literal, NamedTuple

from summarizer.types import (
    STATE_OF,
    Cell,
    CellState,
    Claim,
    Fact,
    FactStatus,
    Link,
    Relation,
    links_by_claim,
)

NO_NEAR: Mapping[str, tuple[str, str]] = {}
_WEIGHT: Mapping[Relation, float] = {"same": 1.0, "number": 0.9, "conflict": 0.9, "partial": 0.5}
_RANK: Mapping[CellState, int] = {"conflict": 0, "number": 1, "agree": 2, "partly": 3}
_WORD = re.compile(r"[^\W\d_]{3,}")
_LIMITS = frozenset("least most about nearly almost more less than over some around under".split())
_AT_ODDS: frozenset[Relation] = frozenset({"number", "conflict"})


@dataclass(frozen=True, slots=True)
class _Star:
    center: Claim
    members: tuple[tuple[Claim, Link], ...]


def group(
    claims: Sequence[Claim],
    links: Sequence[Link],
    outlet_of: Mapping[str, str],
    near: Mapping[str, tuple[str, str]] = NO_NEAR,
) -> tuple[Fact, ...]:
    """The facts of a story, most important first. Every claim stands in at least one of them.

    `outlet_of` maps document ids to outlet names; links between claims of one outlet only say that it repeats
    itself. `near` maps a claim to the closest one elsewhere that it may share something with, and why: of a claim
    that has no link it is then unclear whether its outlet alone states it.
    """
    by_id = {claim.id: claim for claim in claims}
    stars = list(_stars(by_id, links_by_claim(links), outlet_of))
    placed = {star.center.id for star in stars} | {member.id for star in stars for member, _ in star.members}
    linked = links_by_claim(links)
    stars += [_Star(claim, _members(by_id, linked[claim.id])) for claim in claims if claim.id not in placed]
    disputes = [
        link
        for link in links
        if link.relation in _AT_ODDS
        and outlet_of[by_id[link.a].document_id] != outlet_of[by_id[link.b].document_id]
    ]
    stars += [_Star(by_id[one], _members(by_id, linked[one])) for one in _hidden(disputes, stars)]
    facts = [_fact(star, outlet_of, near) for star in stars]
    order = sorted(range(len(facts)), key=lambda i: (-facts[i][0], i))
    numbers = count(1)
    return tuple(
        Fact(
            f"f{next(numbers)}",
            stars[i].center.id,
            facts[i][1],
            facts[i][2],
            round(facts[i][0], 4),
            near[stars[i].center.id][0] if facts[i][1] == "unclear" else "",
        )
        for i in order
    )


def _members(by_id: Mapping[str, Claim], links: Mapping[str, Link]) -> tuple[tuple[Claim, Link], ...]:
    """The claims at the other ends of the links, the surest first."""
    ordered = sorted(links.items(), key=lambda item: -item[1].score)
    return tuple((by_id[other], link) for other, link in ordered)


def _stars(
    by_id: Mapping[str, Claim], free: dict[str, dict[str, Link]], outlet_of: Mapping[str, str]
) -> Iterable[_Star]:
    """Take the claim with the strongest links to other outlets as a center, use its links up, and go on."""
    order = {claim_id: index for index, claim_id in enumerate(by_id)}
    weights: dict[str, float] = {}
    waiting: list[tuple[float, int, int, str]] = []

    def weigh(claim_id: str) -> None:
        claim = by_id[claim_id]
        weights[claim_id] = weight = _pull(claim, free[claim_id], by_id, outlet_of)
        if weight > 0:
            heappush(waiting, (-weight, claim.position, order[claim_id], claim_id))

    for claim_id in list(free):
        weigh(claim_id)
    while waiting:
        weight, *_, best = heappop(waiting)
        if -weight != weights[best]:
            continue  # weighed again since
        members = _members(by_id, free[best])
        yield _Star(by_id[best], members)
        merged = [best, *(member.id for member, link in members if link.relation != "partial")]
        for claim_id in sorted(_use_up(free, merged, [member.id for member, _ in members])):
            weigh(claim_id)


def _hidden(disputes: Sequence[Link], stars: Sequence[_Star]) -> Iterable[str]:
    """Claims at odds with another over something that no fact shows: each must stand for a fact as well.

    A dispute is shown where a fact has both claims and is disputed over the same matter, or the same is said
    against each other elsewhere.
    """
    matters: list[dict[str, list[_Matter]]] = []
    within: dict[str, set[int]] = {}
    told: set[frozenset[str]] = set()
    for index, star in enumerate(stars):
        over = {member.id: _matter(link.why) for member, link in star.members if link.relation in _AT_ODDS}
        told |= {matter.sides for matter in over.values() if matter.words}
        matters.append(
            {member.id: [over[member.id]] if member.id in over else [] for member, _ in star.members}
        )
        matters[-1][star.center.id] = list(over.values())
        for claim_id in matters[-1]:
            within.setdefault(claim_id, set()).add(index)
    hidden = []
    for link in disputes:
        own = _matter(link.why)
        seen = (
            matter
            for index in within[link.a] & within[link.b]
            for matter in (*matters[index][link.a], *matters[index][link.b])
        )
        if own.sides not in told and not any(own.words & other.words or own == other for other in seen):
            hidden.append(link)
    while hidden:
        counts = Counter(claim_id for link in hidden for claim_id in (link.a, link.b))
        most = max(counts, key=lambda claim_id: counts[claim_id])
        yield most
        hidden = [link for link in hidden if most not in (link.a, link.b)]


class _Matter(NamedTuple):
    """What a dispute is over, by its reason ("figures: 14 dead / 17 dead"): the words of both sides, and the sides."""

    words: frozenset[str]
    sides: frozenset[str]


def _matter(why: str) -> _Matter:
    kind, _, said = why.partition(": ")
    sides = [side.strip() for side in said.split(" / ")]
    words = [set(_WORD.findall(side.casefold())) for side in sides]
    return _Matter(frozenset(set.intersection(*words)) - _LIMITS, frozenset([kind, *sides]))


def _use_up(free: dict[str, dict[str, Link]], merged: Sequence[str], members: Sequence[str]) -> set[str]:
    """Remove the links of claims that now stand for this fact, and those among its members.

    Say whose links changed.
    """
    touched: set[str] = set()
    for claim_id in merged:
        for other in list(free[claim_id]):
            del free[claim_id][other], free[other][claim_id]
            touched.add(other)
        touched.add(claim_id)
    for claim_id in members:
        for other in members:
            if other in free[claim_id]:
                del free[claim_id][other], free[other][claim_id]
                touched |= {claim_id, other}
    return touched


def _pull(
    claim: Claim, neighbours: Mapping[str, Link], by_id: Mapping[str, Claim], outlet_of: Mapping[str, str]
) -> float:
    """How well a claim would represent a fact: the best link to each other outlet, summed."""
    own = outlet_of[claim.document_id]
    best: dict[str, float] = {}
    for other, link in neighbours.items():
        outlet = outlet_of[by_id[other].document_id]
        if outlet != own:
            best[outlet] = max(best.get(outlet, 0.0), _WEIGHT[link.relation] + 0.3 * link.score)
    return sum(best.values())


def _newest(star: _Star) -> dict[str, bool]:
    """For each claim of a star, whether its figure is newer than the center's; of the center, than all that differ."""
    newer = {member.id: {"a": link.a, "b": link.b, "": ""}[link.newer] for member, link in star.members}
    later = {member: claim == member for member, claim in newer.items()}
    told = {claim for claim in newer.values() if claim}
    return later | {star.center.id: told == {star.center.id}}


def _fact(
    star: _Star, outlet_of: Mapping[str, str], near: Mapping[str, tuple[str, str]]
) -> tuple[float, FactStatus, tuple[Cell, ...]]:
    own = outlet_of[star.center.document_id]
    by_outlet: dict[str, list[tuple[Claim, Link]]] = {own: []}
    for member, link in star.members:
        by_outlet.setdefault(outlet_of[member.document_id], []).append((member, link))
    shared = len(by_outlet) > 1
    alone: Literal["unclear", "unique"] = "unclear" if star.center.id in near else "unique"
    newest = _newest(star)
    cells = []
    for outlet, said in by_outlet.items():
        states = [STATE_OF[link.relation] for _, link in said]
        if outlet == own:
            state: CellState = "agree" if shared else "unclear" if alone == "unclear" else "only"
            identifiers = (star.center.id, *(member.id for member, _ in said))
            note = near[star.center.id][1] if state == "unclear" else ""
        else:
            state = min(states, key=_RANK.__getitem__)
            identifiers = tuple(
                member.id for member, _ in sorted(said, key=lambda item: _RANK[STATE_OF[item[1].relation]])
            )
            note = next(
                (
                    link.why
                    for _, link in said
                    if STATE_OF[link.relation] == state and state in ("number", "conflict")
                ),
                "",
            )
        newer = any(newest[member.id] for member, _ in said) if outlet != own else newest[star.center.id]
        cells.append(Cell(outlet, state, identifiers, note, newer))
    disputed = any(cell.state in ("number", "conflict") for cell in cells)
    status: FactStatus = "disputed" if disputed else "shared" if shared else alone
    support = sum(
        {"agree": 1.0, "number": 1.0, "conflict": 1.0, "partly": 0.5, "only": 0.0, "unclear": 0.0}[cell.state]
        for cell in cells
    )
    earliest = min([star.center.position, *(member.position for member, _ in star.members)])
    prominence = 1.0 / (1.0 + earliest)
    return support + prominence, status, tuple(cells)
