"""How well each metric agrees with people: which one to believe for what.

SUMMARIZER_DATA=DIR python eval/meta.py [--output eval/results/meta-evaluation.md] [--aligner NAME]
    [--limit N] [--encoded N]

Four sets with human judgements, read from DIR: SummEval (experts' scores of 16 systems on 98 articles), QAGS
(sentences of system summaries judged consistent or not), Rank19 (a right and a wrong sentence for a source
sentence) and PolyTope (typed errors marked in the summaries of 9 systems). Kendall's tau-b and Pearson, with 95%
bootstrap intervals over articles.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from summarizer.components import build, sign
from summarizer.metrics import Example
from summarizer.metrics.agreement import Agreement, Interval, across, summary_level, system_level
from summarizer.metrics.intervals import bootstrap

DIMENSIONS = ("coherence", "consistency", "fluency", "relevance")
ENCODED = ("similarity", "support")
"""Metrics that run an encoder and can be given fewer summaries."""
INACCURATE = ("Inaccuracy_internal", "Inaccuracy_external", "Positive_Negative_Aspect")
Row = dict[str, Any]
Items = dict[str, tuple[float | None, ...]]
"""For each measure its value of every example."""


class Measure(NamedTuple):
    """One row of the tables: a score of a metric with its options; `references` is how many it is given."""

    label: str
    metric: str
    score: str
    options: Mapping[str, object] = MappingProxyType({})
    references: int | None = None


SPLIT: dict[str, object] = {
    "sentences": "split",
    "stemmer": True,
    "types": ["rouge1", "rouge2", "rouge3", "rougeL", "rougeLsum"],
}
SKIP: dict[str, object] = {"types": ["rougeSU4"]}
WITH_REFERENCES = (
    *(
        Measure(f"{name}, 11 references", "rouge", name, SPLIT)
        for name in ("rouge1", "rouge2", "rouge3", "rougeL", "rougeLsum")
    ),
    *(Measure(f"{name}, 1 reference", "rouge", name, SPLIT, 1) for name in ("rouge1", "rouge2", "rougeLsum")),
    Measure("rouge1 recall, 11 references", "rouge", "rouge1_recall", SPLIT),
    Measure("rougeSU4 (1.5.5), 11 references", "rouge-1.5.5", "rougeSU4", SKIP),
    Measure("similarity, 11 references", "similarity", "similarity"),
    Measure("similarity, 1 reference", "similarity", "similarity", references=1),
)
WITH_SOURCES = (
    Measure(
        "similarity_to_source precision",
        "similarity",
        "similarity_to_source_precision",
        {"against": "sources"},
    ),
    Measure(
        "similarity_to_source recall", "similarity", "similarity_to_source_recall", {"against": "sources"}
    ),
    Measure("support", "support", "support"),
    Measure("support_strength", "support", "support_strength"),
    Measure("number_precision", "numbers", "number_precision"),
    Measure("name_precision", "names", "name_precision"),
    Measure("coverage", "extractive", "coverage"),
    Measure("density", "extractive", "density"),
    Measure("compression", "extractive", "compression"),
    Measure("novel_2", "novelty", "novel_2"),
    Measure("repetition", "repetition", "repetition"),
    Measure("words", "length", "words"),
    Measure("reading_ease", "reading-ease", "reading_ease"),
)


def read(folder: Path, name: str) -> list[Row]:
    """The rows of a set; exits where it is not there."""
    path = folder / f"{name}.jsonl.gz"
    if not path.is_file():
        sys.exit(f"{path} is not there; point --data or SUMMARIZER_DATA to the folder with {path.name}")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def measured(
    measures: Sequence[Measure], examples: Sequence[Example], aligner: str, encoded: int | None
) -> Items:
    """Every measure of every example; each metric runs once for the options it shares.

    Measures that run an encoder have only the first `encoded` values.
    """
    found: Items = {}
    done: dict[str, dict[str, tuple[float | None, ...]]] = {}
    for measure in measures:
        key = json.dumps([measure.metric, dict(measure.options), measure.references], sort_keys=True)
        if key not in done:
            given = examples[: encoded if measure.metric in ENCODED else None]
            if measure.references is not None:
                given = [
                    Example(e.id, e.prediction, e.references[: measure.references], e.sources) for e in given
                ]
            options = dict(measure.options)
            if measure.metric == "support":
                options["aligner"] = build("aligner", aligner)
            done[key] = {one.name: one.items for one in build("metric", measure.metric, options).score(given)}
            print(f"{measure.label}: {len(given)} summaries", file=sys.stderr, flush=True)
        found[measure.label] = done[key][measure.score]
    return found


def summeval(folder: Path, aligner: str, limit: int | None, encoded: int | None) -> list[str]:
    """Tables of SummEval: for each measure the agreement on four dimensions, among systems and among summaries."""
    rows = read(folder, "summeval_cnndm.test")[:limit]
    systems = sorted(rows[0]["systems"])
    examples = [
        Example(f"{row['id']} {system}", row["systems"][system], tuple(row["summaries"]), (row["document"],))
        for row in rows
        for system in systems
    ]
    human = {
        one: np.array([[row["human"][system][one] for system in systems] for row in rows], dtype=float)
        for one in DIMENSIONS
    }
    lines: list[str] = []
    items = measured((*WITH_REFERENCES, *WITH_SOURCES), examples, aligner, encoded)
    for level, unit, agree in (
        ("systems", "systems", system_level),
        ("summaries of an article", "articles", summary_level),
    ):
        found: dict[str, list[Agreement]] = {}
        for label, values in items.items():
            scores = _filled(values).reshape(-1, len(systems))
            short = "" if len(scores) == len(rows) else f" ({len(scores)} articles)"
            found[label + short] = [agree(scores, human[one][: len(scores)]) for one in DIMENSIONS]
        for correlation in ("kendall", "pearson"):
            lines += [f"### SummEval, among {level}: {correlation.title()}", ""]
            lines += [f"{len(rows)} articles, {len(systems)} systems; n: {unit} that have a correlation.", ""]
            lines += table(
                ("measure", "n", *DIMENSIONS),
                [
                    (
                        label,
                        str(min(one.n for one in each)),
                        *(_cell(getattr(one, correlation)) for one in each),
                    )
                    for label, each in found.items()
                ],
            )
    return lines


def consistency(folder: Path, aligner: str, limit: int | None, encoded: int | None) -> list[str]:
    """One table of the sets that judge consistency with the source, and of PolyTope's other errors."""
    columns: dict[str, dict[str, str]] = {}
    qags = read(folder, "qags_cnndm.test")[:limit]
    share = [sum(s["consistent"] for s in row["sentences"]) / len(row["sentences"]) for row in qags]
    items = measured(WITH_SOURCES, _examples(qags, "document", "summary"), aligner, encoded)
    agreed = {label: across(values, share[: len(values)]) for label, values in items.items()}
    columns["QAGS, Pearson"] = {label: _cell(one.pearson, one.n) for label, one in agreed.items()}
    columns["QAGS, Kendall"] = {label: _cell(one.kendall, one.n) for label, one in agreed.items()}

    pairs = read(folder, "rank19_falke.test")[: None if limit is None else 2 * limit]
    items = measured(WITH_SOURCES, _examples(pairs, "a", "b"), aligner, encoded)
    columns["Rank19, right one first"] = {
        label: _cell(_ranked(pairs[: len(values)], values), len(values) // 2)
        for label, values in items.items()
    }

    # By article, so that those of one article are read together.
    marked = sorted(read(folder, "polytope_cnndm.test"), key=lambda row: (_article(row), row["id"]))[:limit]
    items = measured(WITH_SOURCES, _examples(marked, "document", "summary"), aligner, encoded)
    for title, kinds in (
        ("inaccuracies", INACCURATE),
        ("omissions", ("Omission",)),
        ("duplications", ("Duplication",)),
    ):
        errors = [-float(sum(error["subtype"] in kinds for error in row["errors"])) for row in marked]
        found = {label: _pooled(marked, values, errors) for label, values in items.items()}
        columns[f"PolyTope without {title}, Kendall"] = {
            label: _cell(one.kendall, one.n) for label, one in found.items()
        }
        if title == "inaccuracies":
            columns["the same among 9 systems"] = {
                label: _cell(_by_system(marked[: len(values)], values, errors).kendall)
                for label, values in items.items()
            }
    labels = [measure.label for measure in WITH_SOURCES]
    rows = [(label, *(column[label] for column in columns.values())) for label in labels]
    return ["### Consistency with the source", "", *table(("measure", *columns), rows)]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A Markdown table and an empty line."""
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)] + [""]


def _ranked(pairs: Sequence[Row], values: Sequence[float | None]) -> Interval:
    """How often the right sentence of a pair scores higher; a tie, or no score, counts one half."""
    right = {
        row["id"].removesuffix("-correct"): value
        for row, value in zip(pairs, values, strict=True)
        if row["label"]
    }
    hits: list[float | None] = []
    for row, wrong in zip(pairs, values, strict=True):
        if not row["label"]:
            good = right[row["id"].removesuffix("-incorrect")]
            tied = good is None or wrong is None or good == wrong
            hits.append(0.5 if tied else float(good > wrong))  # type: ignore[operator]
    return bootstrap(hits)


def _pooled(rows: Sequence[Row], values: Sequence[float | None], errors: Sequence[float]) -> Agreement:
    articles = [_article(row) for row in rows[: len(values)]]
    return across(values, errors[: len(values)], articles)


def _by_system(rows: Sequence[Row], values: Sequence[float | None], errors: Sequence[float]) -> Agreement:
    articles = {name: i for i, name in enumerate(dict.fromkeys(_article(row) for row in rows))}
    systems = {name: i for i, name in enumerate(sorted({row["system"] for row in rows}))}
    metric, human = np.full((2, len(articles), len(systems)), np.nan)
    for row, value, error in zip(rows, _filled(values), errors, strict=False):
        place = articles[_article(row)], systems[row["system"]]
        metric[place], human[place] = value, error
    return system_level(metric, human)


def _examples(rows: Sequence[Row], source: str, summary: str) -> list[Example]:
    return [Example(row["id"], row[summary], (), (row[source],)) for row in rows]


def _article(row: Row) -> str:
    """The article of a PolyTope row: its first letters, since systems were given it cut and spaced differently."""
    return "".join(letter for letter in row["document"].lower() if letter.isalpha())[:80]


def _filled(values: Sequence[float | None]) -> np.ndarray:
    return np.array([math.nan if value is None else value for value in values])


def _cell(interval: Interval, n: int | None = None) -> str:
    value, low, high = interval
    shown = "none" if math.isnan(value) else f"{value:.2f} [{low:.2f}, {high:.2f}]"
    return shown if n is None else f"{shown} n={n}"


def main() -> None:
    """Compute all tables and write them."""
    parser = argparse.ArgumentParser(description="Correlate metrics with human judgements.")
    parser.add_argument(
        "--data", type=Path, default=os.environ.get("SUMMARIZER_DATA"), help="folder of the sets"
    )
    parser.add_argument("--output", type=Path, help="Markdown file to write, else the terminal")
    parser.add_argument("--aligner", default="embedding", help="aligner that support is judged by")
    parser.add_argument("--limit", type=int, help="rows of each set, for a quick look")
    parser.add_argument(
        "--encoded", type=int, help="summaries of each set for the measures that run an encoder"
    )
    options = parser.parse_args()
    if options.data is None:
        sys.exit("say where the sets are: --data DIR, or the environment variable SUMMARIZER_DATA")
    data = Path(options.data)
    lines = ["# Metrics against people", "", *__doc__.split("\n\n", 2)[2].strip().splitlines(), ""]
    lines += [
        f"Support is judged by `{sign(build('aligner', options.aligner))}`. A value is followed by its interval;",
        "`none` where nothing varies. `n` are the summaries (Rank19: pairs) that have a value.",
    ]
    if options.encoded:
        lines += [f"Similarity and support were given the first {options.encoded} summaries of each set."]
    lines += [""]
    for part in (summeval, consistency):
        lines += part(data, options.aligner, options.limit, options.encoded)
    if options.output:
        options.output.write_text("\n".join(lines), "utf-8")
    else:
        print("\n".join(lines))


if __name__ == "__main__":
    main()
