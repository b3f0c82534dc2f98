"""The gate: bundled systems may not get worse on the sample stories than they have been.

python eval/gate.py                          check; exit 1 if a system is below its floor
python eval/gate.py --update                 raise the floors to what is measured now
python eval/gate.py --update --allow-lower   also lower those that are not reached any more

Floors lie `MARGIN` under what was measured, since other processors round otherwise. They hold for one corpus,
whose hash is kept with them: after a change of the sample stories or their labels nothing passes until the
floors are set anew. A floor is never lowered unless that is asked for.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from summarizer import read_articles
from summarizer.evaluation.facts import evaluate_facts
from summarizer.evaluation.gold import GoldFact, GoldStory
from summarizer.text import prose

ROOT = Path(__file__).parent.parent
STORIES = ROOT / "examples"
FLOORS = Path(__file__).parent / "floors.json"
SYSTEMS = ("default", "overlap")
MARGIN = 0.02
LOWER_IS_BETTER = frozenset({"wrongly one outlet's"})
GATED = (
    "shared facts recall",
    "shared facts precision",
    "coverage cells",
    "wrongly one outlet's",
    "disputed facts recall",
    "disputed facts precision",
    "B-cubed F1",
    "summary keeps shared facts",
)
"""The scores that have floors (for what should be low: ceilings)."""

Values = Mapping[str, Mapping[str, float]]
"""System -> score -> value."""


@dataclass(frozen=True, slots=True)
class Floors:
    """What must be reached, on which corpus."""

    corpus: str
    values: Values

    @classmethod
    def read(cls, path: Path) -> Floors:
        """The floors of a file; none, on no corpus, if there is no such file."""
        if not path.exists():
            return cls("", {})
        data = json.loads(path.read_text("utf-8"))
        return cls(data["corpus"], data["floors"])

    def write(self, path: Path) -> None:
        """Write the floors to a file."""
        data = {"corpus": self.corpus, "margin": MARGIN, "floors": self.values}
        path.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", "utf-8")


def problems(measured: Values, corpus: str, floors: Floors) -> list[str]:
    """What keeps the gate shut, a line each; none if it is open."""
    if corpus != floors.corpus:
        return [
            "the sample stories or their labels changed since the floors were set; set them with --update"
        ]
    return [
        f"{system}: {score} is {value:.3f}, the floor is {floor:.3f}"
        for system, scores in floors.values.items()
        for score, floor in scores.items()
        if not _reached(score, value := measured.get(system, {}).get(score, math.nan), floor)
    ]


def raised(measured: Values, corpus: str, floors: Floors, *, allow_lower: bool) -> tuple[Floors, list[str]]:
    """New floors from what is measured, and the floors that would sink, a line each.

    Those keep their old value unless `allow_lower`.
    """
    values: dict[str, dict[str, float]] = {}
    sinking = []
    for system, scores in measured.items():
        values[system] = {}
        for score, value in scores.items():
            sign = -1 if score in LOWER_IS_BETTER else 1
            new = round(min(max(value - sign * MARGIN, 0.0), 1.0), 3)
            old = floors.values.get(system, {}).get(score, new)
            if sign * (new - old) < 0:
                sinking.append(f"{system}: {score} from {old:.3f} to {new:.3f}")
            values[system][score] = new if allow_lower or sign * (new - old) >= 0 else old
    return Floors(corpus, values), sinking


def corpus_hash(folder: Path) -> str:
    """Digits that stand for every file of the sample stories, line ends aside."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".md", ".json"):
            text = path.read_bytes().replace(b"\r\n", b"\n")
            found.update(path.relative_to(folder).as_posix().encode() + b"\0" + text)
    return found.hexdigest()[:16]


def read_example(folder: Path) -> GoldStory:
    """A sample story with the labels of its gold.json, whose support is quoted, not counted."""
    story = read_articles([folder])
    labels = json.loads((folder / "gold.json").read_text("utf-8"))
    facts = []
    for fact in labels["facts"]:
        support = []
        for article in story.articles:
            quotes = fact["support"].get(article.id, [])
            support.append(
                tuple(_place(article.text, quote, f"{folder.name}/{article.id}") for quote in quotes)
            )
        facts.append(GoldFact(fact["fact"], tuple(support), fact["disputed"] or ""))
    sentences = tuple(tuple((s.start, s.end) for s in prose(article.text)) for article in story.articles)
    return GoldStory(story, sentences, tuple(facts))


def measure(folder: Path, systems: tuple[str, ...]) -> dict[str, dict[str, float]]:
    """The gated scores of each system on the sample stories."""
    stories = [read_example(path.parent) for path in sorted(folder.glob("*/gold.json"))]
    evaluation = evaluate_facts(stories, systems)
    found: dict[str, dict[str, float]] = {}
    for system in evaluation.systems:
        if system.name in systems:
            scores = {score.name: score.value for score in system.scores if score.name in GATED}
            found[system.name] = {name: value for name, value in scores.items() if not math.isnan(value)}
            if system.failed:
                sys.exit(f"{system.name} failed: {'; '.join(filter(None, system.failures))}")
    return found


def main(arguments: list[str] | None = None) -> int:
    """Check the floors, or set them."""
    parser = argparse.ArgumentParser(description="Bundled systems may not get worse on the sample stories.")
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured now")
    parser.add_argument("--allow-lower", action="store_true", help="with --update: also lower floors")
    options = parser.parse_args(arguments)
    measured, corpus, floors = measure(STORIES, SYSTEMS), corpus_hash(STORIES), Floors.read(FLOORS)
    for system, scores in measured.items():
        print(system, *(f"  {name}: {value:.3f}" for name, value in scores.items()), sep="\n")
    if options.update:
        new, sinking = raised(measured, corpus, floors, allow_lower=options.allow_lower)
        if sinking and not options.allow_lower:
            print("refused, since floors would sink (--allow-lower to do it):", *sinking, sep="\n  ")
            return 1
        new.write(FLOORS)
        print(f"wrote {FLOORS.name}", *(f"lowered {line}" for line in sinking), sep="\n  ")
        return 0
    found = problems(measured, corpus, floors)
    print("\n".join(found) if found else "every floor is reached")
    return 1 if found else 0


def _reached(score: str, value: float, floor: float) -> bool:
    """False for NaN, too: a score that is gone does not pass."""
    return value <= floor if score in LOWER_IS_BETTER else value >= floor


def _place(text: str, quote: str, where: str) -> tuple[int, int]:
    start = text.find(quote)
    if start < 0:
        sys.exit(f"{where}: the labels quote what is not there: {quote}")
    return start, start + len(quote)


if __name__ == "__main__":
    sys.exit(main())
