"""The training data of the bundled relation model, from the data sets in a folder: see `train_bundled.py`.

First come sets of inference, likeness, paraphrase and summary sentences with their sources, whose licences allow
it; then labelled pairs of sentences of two outlets.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from summarizer.aligners.rules import jaccard
from summarizer.text import sentences

INFERENCE = {
    "nli_mnli.train": 2500,
    "nli_cad.train": 1200,
    "nli_conjnli.train": 700,
    "nli_feversym.dev": 708,
    "nli_snli.dev": 300,
}
"""Set of inference pairs -> how many of them are taken."""
LIKENESS = 1800
STORIES = "allsides_fulltext.train"
LABELS = Path(__file__).with_name("labels") / "claim_pairs.csv"
"""Labels of our own for pairs of sentences of `STORIES`, by place: the text is not ours to give away."""
LONGEST = 90
"""Words of a pair above which it is left out of the first stage."""

Row = dict[str, Any]


def first_stage(data: Path, seed: int = 0) -> list[Row]:
    """Rows with a, b and label from the licensed sets, in random order."""
    draw = random.Random(seed)
    found: list[Row] = []
    for name, count in INFERENCE.items():
        pairs = [row for row in rows(data, name) if _short(row)]
        found += [
            _row(plain(row["a"]), plain(row["b"]), row["label"])
            for row in draw.sample(pairs, min(count, len(pairs)))
        ]
    likeness = [row for row in rows(data, "pair_stsb.train") if _short(row)]
    found += [
        _row(row["a"], row["b"], f"{float(row['label']) / 5:.3f}") for row in draw.sample(likeness, LIKENESS)
    ]
    found += [
        _row(row["a"], row["b"], "paraphrase" if int(row["label"]) else "not paraphrase")
        for row in rows(data, "pair_mrpc.train")
    ]
    found += _summaries(data, draw)
    draw.shuffle(found)
    return found


def second_stage(gold: Path, data: Path, seed: int = 0) -> list[Row]:
    """The labelled pairs of sentences in the file `gold` and those of `LABELS`, in random order."""
    found = [*labelled_pairs(gold), *placed_pairs(LABELS, data)]
    random.Random(seed).shuffle(found)
    return found


def placed_pairs(file: Path, data: Path) -> list[Row]:
    """The pairs of a table that holds only labels, and the places of the sentences in the stories of `STORIES`."""
    articles = {story["id"]: story["articles"] for story in rows(data, STORIES)}
    with file.open(encoding="utf-8", newline="") as lines:
        return [
            _row(_sentence(articles, row, "a"), _sentence(articles, row, "b"), row["label"])
            for row in csv.DictReader(lines)
        ]


def _sentence(articles: Mapping[str, Any], row: Mapping[str, str], side: str) -> str:
    text = articles[row["story"]][int(row[f"{side}_article"])]["text"]
    return str(text[int(row[f"{side}_start"]) : int(row[f"{side}_end"])])


def labelled_pairs(file: Path) -> list[Row]:
    """The pairs of a labelled file; where it was labelled twice, by the first."""
    pairs = map(json.loads, file.read_text("utf-8").splitlines())
    return [_row(pair["a"], pair["b"], pair.get("label") or pair["label_x"]) for pair in pairs]


def rows(data: Path, name: str) -> Iterator[Row]:
    """The rows of a data set in the folder."""
    with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def plain(text: str) -> str:
    """Text whose punctuation was split off as words, put together again."""
    text = re.sub(r" +([.,;:!?%)])", r"\1", text)
    text = re.sub(r" ('s|n't|'re|'ve|'ll|'d|'m)\b", r"\1", text)
    text = text.replace("`` ", "“").replace(" ''", "”").replace("( ", "(").replace("$ ", "$")
    return " ".join(text.replace(" -- ", " — ").split())


def _summaries(data: Path, draw: random.Random) -> Iterator[Row]:
    """Summary sentences with the source sentences they are made of, and with others of the same article."""
    documents = {
        row["id"]: row["document"] for name in ("cnn_poc.train", "cnn_poc.val") for row in rows(data, name)
    }
    for row in rows(data, "poc_fusion_pairs.all"):
        summary = plain(row["a"])
        sources = [plain(source) for source in row["source_sentences"]]
        yield from (_row(summary, source, "aligned") for source in sources)
        others = [
            sentence.text
            for sentence in sentences(plain(documents.get(row["doc"], "")))
            if len(sentence.text.split()) > 5
            and all(jaccard(sentence.text, source) < 0.6 for source in sources)
        ]
        others.sort(key=lambda text: -jaccard(text, summary))
        near = others[2:8]  # the very nearest may say a part of it
        for chosen in (near, others):
            if chosen:
                yield _row(summary, draw.choice(chosen), "unaligned")


def _short(row: Row) -> bool:
    return len(f"{row['a']} {row['b']}".split()) <= LONGEST


def _row(a: str, b: str, label: str) -> Row:
    return {"a": a, "b": b, "label": label}
