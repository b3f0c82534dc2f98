"""What the engine finds of what was planted in the sample stories: disputes, updates, copies, single sources.

python eval/samples.py [STORY_FOLDER ...] [--aligner NAME]

For each story: which planted disputes are shown as disputed and which are not, which pairs are said to be at odds that
nobody planted, and how many of the facts that one outlet alone has are shown as its own.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer import Engine, read_articles
from summarizer.evaluation.systems import system_config
from summarizer.text import one_line
from summarizer.types import Claim, Comparison, Fact, FactStatus

EXAMPLES = Path(__file__).parent.parent / "examples"
Gold = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was planted in a story, what of it was found, and what was shown that is not there."""

    story: str
    disputes: int
    found: tuple[str, ...]
    missed: tuple[str, ...]
    updates_dated: tuple[int, int]
    false: tuple[str, ...]
    allowed_pairs_broken: tuple[str, ...]
    single: tuple[int, int, int]
    origins_right: bool


def check(folder: Path, engine: Engine) -> Checked:
    """Compare the story in the folder and hold the result against its gold.json."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    comparison = engine.compare(read_articles([folder]))
    disputed = [fact for fact in gold["facts"] if fact["disputed"]]
    shown = list(comparison.with_status("disputed"))
    found = [fact for fact in disputed if any(_shows(fact, one, comparison) for one in shown)]
    updates = [fact for fact in found if fact["disputed"] == "update"]
    dated = [
        fact for fact in updates
        if any(_shows(fact, one, comparison) and _is_dated(one, comparison) for one in shown)
    ]  # fmt: skip
    return Checked(
        story=folder.name,
        disputes=len(disputed),
        found=tuple(fact["fact"] for fact in found),
        missed=tuple(f"{fact['disputed']}: {fact['fact']}" for fact in disputed if fact not in found),
        updates_dated=(len(dated), len(updates)),
        false=tuple(_false(disputed, comparison)),
        allowed_pairs_broken=tuple(_broken(gold["not_disputes"], comparison)),
        single=_single(gold["facts"], comparison),
        origins_right={frozenset(group) for group in comparison.origins}
        == {frozenset(group) for group in gold["origins"]},
    )


def _shows(gold_fact: Mapping[str, object], fact: Fact, comparison: Comparison) -> bool:
    """Whether a disputed fact shows this dispute: a contradicting claim and the claim it contradicts both state it."""
    return any(
        _states(gold_fact, comparison.claim(link.a)) and _states(gold_fact, comparison.claim(link.b))
        for link in comparison.links
        if link.relation in ("number", "conflict") and {link.a, link.b} <= _claims(fact)
    )


def _claims(fact: Fact) -> set[str]:
    return {claim for cell in fact.cells for claim in cell.claims} | {fact.representative}


def _is_dated(fact: Fact, comparison: Comparison) -> bool:
    held = _claims(fact)
    return any(
        link.newer for link in comparison.links if link.relation == "number" and {link.a, link.b} <= held
    )


def _states(gold_fact: Mapping[str, object], claim: Claim) -> bool:
    support = gold_fact["support"]
    assert isinstance(support, Mapping)
    return any(_same(claim.text, sentence) for sentence in support.get(claim.document_id, ()))


def _same(claim: str, sentence: str) -> bool:
    one, other = one_line(claim), one_line(sentence)
    return one in other or other in one


def _false(disputed: Sequence[Mapping[str, object]], comparison: Comparison) -> Iterator[str]:
    """The pairs said to be at odds that no planted dispute holds, with the reason."""
    for link in comparison.links:
        one, other = comparison.claim(link.a), comparison.claim(link.b)
        planted = any(_states(fact, one) and _states(fact, other) for fact in disputed)
        if link.relation in ("number", "conflict") and not planted:
            yield "\n        ".join((link.why, one_line(one.text), one_line(other.text)))


def _broken(allowed: Sequence[Mapping[str, Sequence[str]]], comparison: Comparison) -> Iterator[str]:
    for pair in allowed:
        (slug_a, a), (slug_b, b) = pair["a"], pair["b"]
        for link in comparison.links:
            one, other = comparison.claim(link.a), comparison.claim(link.b)
            if link.relation not in ("number", "conflict"):
                continue
            for x, y in ((one, other), (other, one)):
                if (
                    x.document_id == slug_a
                    and y.document_id == slug_b
                    and _same(x.text, a)
                    and _same(y.text, b)
                ):
                    yield f"{link.why} ({pair['why']})"


def _single(facts: Sequence[Mapping[str, object]], comparison: Comparison) -> tuple[int, int, int]:
    """How many single-source facts are shown as one outlet's own, how many more as perhaps its own, and all."""
    single = [fact for fact in facts if "single-source" in fact["kinds"]]  # type: ignore[operator]
    shown: dict[FactStatus, list[Claim]] = {
        status: [comparison.claim(fact.representative) for fact in comparison.with_status(status)]
        for status in ("unique", "unclear")
    }
    own = [fact for fact in single if any(_states(fact, claim) for claim in shown["unique"])]
    perhaps = [
        fact for fact in single if fact not in own and any(_states(fact, claim) for claim in shown["unclear"])
    ]
    return len(own), len(perhaps), len(single)


def show(one: Checked) -> None:
    """Print what was found, missed and false in one story."""
    print(
        f"\n{one.story}: {len(one.found)} of {one.disputes} disputes found, {len(one.false)} false;", end=" "
    )
    print(
        f"{one.updates_dated[0]} of {one.updates_dated[1]} updates found say which figure is newer;", end=" "
    )
    own, perhaps, every = one.single
    print(f"of {every} single-source facts {own} shown as one outlet's own, {perhaps} perhaps;", end=" ")
    print(f"origins {'right' if one.origins_right else 'wrong'}")
    told = (
        ("found", one.found),
        ("missed", one.missed),
        ("false", one.false),
        ("broken", one.allowed_pairs_broken),
    )
    for title, lines in told:
        for line in lines:
            print(f"    {title}: {line}")


def main() -> None:
    """Check the stories and print what was found, missed and false."""
    parser = argparse.ArgumentParser(description="Check the sample stories against what was planted in them.")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--aligner", default="default", help="an aligner, a preset or a baseline")
    options = parser.parse_args()
    engine = Engine(system_config("aligner", options.aligner))
    folders = options.folders or sorted(path.parent for path in EXAMPLES.glob("*/gold.json"))
    results = [check(folder, engine) for folder in folders]
    for one in results:
        show(one)
    print(
        f"\nall: {sum(len(one.found) for one in results)} of {sum(one.disputes for one in results)} disputes,",
        end=" ",
    )
    print(f"{sum(len(one.false) for one in results)} false,", end=" ")
    print(f"{sum(len(one.allowed_pairs_broken) for one in results)} allowed pairs broken,", end=" ")
    own, perhaps, every = (sum(part) for part in zip(*(one.single for one in results), strict=True))
    print(f"of {every} single-source facts {own} one outlet's own, {perhaps} perhaps,", end=" ")
    print(f"origins right in {sum(one.origins_right for one in results)} of {len(results)}")


if __name__ == "__main__":
    main()
