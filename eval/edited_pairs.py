"""How well an aligner tells a changed claim from a reworded one, on pairs made by seeded edits of news sentences.

python eval/edited_pairs.py [--data DIR] [--set NAME ...] [--count N] [--seed N] [--system NAME ...] [--show N]
                            [--out FILE]

No pair is stored here: they are made from the data sets in DIR (or $SUMMARIZER_DATA) each time, the same for one
seed. A pair is a sentence and its edited copy: another number, date, name, a negation, an opposite, swapped roles
(labels `number` and `conflict`), or only other words, order, rounding (`same`). In half of the changed pairs the
rest of the sentence is reworded as well.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import edit_changes as changes
import edit_rewordings as rewordings
from edit_parts import Edit, People, people_in

from summarizer.components import sign
from summarizer.evaluation.systems import system_config
from summarizer.pipeline import Engine
from summarizer.standalone import states_something
from summarizer.text import count_words, prose
from summarizer.types import Claim

VAL = ("allsides_fulltext.val", "cnn_poc.val")
KINDS: dict[str, tuple[str, float, Edit]] = {
    "number": ("number", 0.2, changes.other_number),
    "date": ("number", 0.06, changes.other_date),
    "negation": ("conflict", 0.16, changes.negated),
    "antonym": ("conflict", 0.08, changes.antonym),
    "name": ("conflict", 0.08, changes.other_name),
    "roles": ("conflict", 0.05, changes.swapped_roles),
    "words": ("same", 0.12, rewordings.other_words),
    "order": ("same", 0.08, rewordings.reordered),
    "rounding": ("same", 0.1, rewordings.rounded),
    "contraction": ("same", 0.03, rewordings.contracted),
    "short name": ("same", 0.04, rewordings.short_name),
}
"""Kind of edit -> the label it makes, its share of the pairs, and the edit."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence, its edited copy, the kind of edit, and the label that follows from it."""

    a: str
    b: str
    kind: str
    label: str


def sentences(folder: Path, name: str) -> Iterator[str]:
    """The sentences of a data set that state something, 10 to 45 words long."""
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            texts = (
                [article["text"] for article in row["articles"]] if "articles" in row else [row["document"]]
            )
            for text in texts:
                for sentence in prose(_untokenised(text)):
                    plain = " ".join(sentence.text.split())
                    if states_something(plain) and 10 <= count_words(plain) <= 45:
                        yield plain


def make(source: Sequence[str], count: int, seed: int) -> list[Pair]:
    """`count` pairs from the sentences, each sentence used once, kinds in the shares of `KINDS`."""
    draw = random.Random(seed)
    order = draw.sample(sorted(set(source)), len(set(source)))
    people = people_in(order)
    wanted = {kind: round(share * count) for kind, (_, share, _) in KINDS.items()}
    pairs: list[Pair] = []
    for text in order:
        for kind in sorted(wanted, key=lambda kind: (-wanted[kind], kind)):
            if wanted[kind] and (edited := _edited(kind, text, draw, people)) not in ("", text):
                wanted[kind] -= 1
                pairs.append(Pair(text, edited, kind, KINDS[kind][0]))
                break
        if not any(wanted.values()):
            break
    return pairs


def _edited(kind: str, text: str, draw: random.Random, people: People) -> str:
    """The sentence edited, in half of the cases with the rest reworded too; "" where the edit does not apply."""
    edited = KINDS[kind][2](text, draw, people)
    if edited and draw.random() < 0.5:
        for reword in draw.sample((rewordings.other_words, rewordings.reordered), 2):
            edited = reword(edited, draw, people) or edited
    return edited


def _untokenised(text: str) -> str:
    """Treebank tokens joined as they are written: "the U.S. 's plan ," and "`` no ''"."""
    if " ." not in text and "``" not in text:
        return text
    text = re.sub(r"``\s*|\s*''", '"', text).replace("-LRB- ", "(").replace(" -RRB-", ")")
    text = re.sub(r"\s+([.,;:!?%])(?=\s|$|\")", r"\1", text)
    return re.sub(r"([\w.]) (n't|'s|'re|'ve|'ll|'d|'m|')(?=\s|[.,;:!?]|$)", r"\1\2", text)


def claims_of(pair: Pair, number: int) -> tuple[Claim, Claim]:
    """The two sides of a pair as claims of two documents."""
    a, b = (
        Claim(f"{side}{number}", side, text, 0, len(text), 0) for side, text in (("a", pair.a), ("b", pair.b))
    )
    return a, b


def main() -> None:
    """Make the pairs, score each system on them, and print tables."""
    parser = argparse.ArgumentParser(description="Score aligners on edited pairs.")
    parser.add_argument("--data", type=Path, default=os.environ.get("SUMMARIZER_DATA"))
    parser.add_argument(
        "--set", action="append", help=f"data sets to take sentences from (default: {', '.join(VAL)})"
    )
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--system", action="append", help="an aligner, a preset or a baseline (default: default)"
    )
    parser.add_argument("--show", type=int, default=0, help="how many mistakes to print")
    parser.add_argument(
        "--out", type=Path, help="write the pairs as JSON lines here, for `summarizer evaluate`"
    )
    options = parser.parse_args()
    if not options.data:
        parser.error("give the folder of the data sets with --data DIR or in $SUMMARIZER_DATA")
    source = [text for name in options.set or VAL for text in sentences(Path(options.data), name)]
    pairs = make(source, options.count, options.seed)
    if options.out:
        rows = [
            {"id": f"edited-{n}", "a": p.a, "b": p.b, "label": p.label, "kind": p.kind}
            for n, p in enumerate(pairs)
        ]
        options.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    print(f"{len(pairs)} pairs, seed {options.seed}: {dict(Counter(pair.label for pair in pairs))}\n")
    for system in options.system or ["default"]:
        aligner = Engine(system_config("aligner", system)).aligner
        verdicts = aligner.judge([claims_of(pair, number) for number, pair in enumerate(pairs)])
        report(pairs, [verdict.relation or "none" for verdict in verdicts], f"{system}  {sign(aligner)}")
        mistakes = [
            (p, v)
            for p, v in zip(pairs, verdicts, strict=True)
            if _alarm(p.label) != _alarm(v.relation or "none")
        ]
        for pair, verdict in mistakes[: options.show]:
            print(
                f"\n{pair.kind} ({pair.label}), found {verdict.relation}: {verdict.why}\n  {pair.a}\n  {pair.b}"
            )


def report(pairs: Sequence[Pair], guess: Sequence[str], title: str) -> None:
    """Precision and recall of number or conflict, of each alone, and how many of each kind of edit are told right."""
    gold = [pair.label for pair in pairs]
    print(title)
    print(f"{'':<22}{'n':>5}{'P':>7}{'R':>7}   95% of P, of R")
    for what, labels in (
        ("number or conflict", ("number", "conflict")),
        ("number", ("number",)),
        ("conflict", ("conflict",)),
    ):
        hits = sum(g in labels and p in labels for g, p in zip(gold, guess, strict=True))
        found, there = sum(p in labels for p in guess), sum(g in labels for g in gold)
        shares = f"{hits / max(found, 1):>7.3f}{hits / max(there, 1):>7.3f}"
        print(f"{what:<22}{there:>5}{shares}   {_wilson(hits, found)}, {_wilson(hits, there)}")
    for kind, (label, _, _) in KINDS.items():
        told = [_alarm(p) == _alarm(label) for pair, p in zip(pairs, guess, strict=True) if pair.kind == kind]
        print(f"  {kind:<20}{len(told):>5}{'told right':>14} {sum(told) / max(len(told), 1):.3f}")


def _alarm(relation: str) -> bool:
    return relation in ("number", "conflict")


def _wilson(hits: int, n: int) -> str:
    """The 95% Wilson interval of a share."""
    if not n:
        return "-"
    z, share = 1.96, hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * ((share * (1 - share) + z * z / (4 * n)) / n) ** 0.5 / (1 + z * z / n)
    return f"{middle - half:.3f}-{middle + half:.3f}"


if __name__ == "__main__":
    main()
