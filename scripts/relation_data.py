"""The training data of the bundled relation model, from the data sets in a folder: see `train_bundled.py`.

First come sets of inference, likeness, paraphrase and summary sentences with their sources, whose licences allow
it; then labelled pairs of sentences of two outlets; then, with some of both, what a teacher (`relation_teacher.py`)
thinks of many more such pairs, and invented pairs. Text of the news sets is never in the repository, only places in it.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from summarizer.aligners.rules import jaccard
from summarizer.models.pair_network import RELATIONS
from summarizer.text import sentences
from summarizer.training.relation_targets import SAYS

INFERENCE = {
    "nli_mnli.train": 2500,
    "nli_cad.train": 1200,
    "nli_conjnli.train": 700,
    "nli_feversym.dev": 708,
    "nli_snli.dev": 300,
}
"""Set of inference pairs -> how many of them are taken."""
LIKENESS = 1800
MORE_INFERENCE = {
    "nli_mnli.train": 7880,
    "nli_cad.train": 8330,
    "nli_conjnli.train": 2500,
    "nli_feversym.dev": 708,
    "nli_snli.dev": 1273,
}
"""The same for the teacher and the third stage."""
MORE_LIKENESS = 4500
STORIES = "allsides_fulltext.train"
FOLDER = Path(__file__).with_name("labels")
LABELS = FOLDER / "claim_pairs.csv"
"""Labels of our own for pairs of sentences of `STORIES`, by place: the text is not ours to give away."""
SOFT = FOLDER / "soft_pairs.csv.gz"
"""What the teacher thinks of pairs of sentences of `STORIES`, by place: see `relation_teacher.py`."""
INVENTED = FOLDER / "disputes.jsonl"
"""Invented pairs of sentences on invented events: a, b, label, event, kind, part.

The parts are "train", and "held", which no model has learned from. Those of kind "earlier wording" were learned from
before they were rewritten; what they became is held. So of 25 events there are pairs in both parts.
"""
SOFT_INVENTED = FOLDER / "soft_invented.csv.gz"
"""What the teacher thinks of other pairs of sentences on one event, each by the lines of `INVENTED`, counted from 0."""
PLACE = ("story", "a_article", "a_start", "a_end", "b_article", "b_start", "b_end")
THOUGHTS = (*RELATIONS, *SAYS)
"""Columns of the teacher's probabilities, which are in per mille."""
WATCHED = 20
"""One story of so many was not learned from, so that likeness to the teacher could be watched on it."""
LONGEST = 90
"""Words of a pair above which it is left out of the first stage."""

Row = dict[str, Any]


def first_stage(
    data: Path, seed: int = 0, inference: Mapping[str, int] = INFERENCE, likeness: int = LIKENESS
) -> list[Row]:
    """Rows with a, b and label from the licensed sets, in random order."""
    draw = random.Random(seed)
    found: list[Row] = []
    for name, count in inference.items():
        pairs = [row for row in rows(data, name) if _short(row)]
        found += [
            _row(plain(row["a"]), plain(row["b"]), row["label"])
            for row in draw.sample(pairs, min(count, len(pairs)))
        ]
    alike = [row for row in rows(data, "pair_stsb.train") if _short(row)]
    found += [
        _row(row["a"], row["b"], f"{float(row['label']) / 5:.3f}") for row in draw.sample(alike, likeness)
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


def third_stage(gold: Path, data: Path, first: int = 10_000, repeated: int = 2, seed: int = 2) -> list[Row]:
    """The teacher's pairs, the second stage's and the invented ones `repeated` times, and `first` of the first stage's.

    Pairs of one story stand together: what the base encoder reads of a sentence is then still known when its next
    pair comes. The order of training is another one.
    """
    more = first_stage(data, inference=MORE_INFERENCE, likeness=MORE_LIKENESS)
    labelled = [*second_stage(gold, data), *invented("train")]
    return [
        *soft_pairs(SOFT, data, watched=False),
        *soft_invented(SOFT_INVENTED),
        *labelled * repeated,
        *random.Random(seed).sample(more, min(first, len(more))),
    ]


def placed_pairs(file: Path, data: Path) -> list[Row]:
    """The pairs of a table that holds only labels, and the places of the sentences in the stories of `STORIES`."""
    found = table(file)
    return [_row(a, b, row["label"]) for (a, b), row in zip(placed(found, data), found, strict=True)]


def soft_pairs(file: Path, data: Path, *, watched: bool = True) -> list[Row]:
    """The pairs of such a table whose labels are the teacher's probabilities, `watched` stories with them or not."""
    found = table(file)
    stories = sorted({row["story"] for row in found})
    random.Random(1).shuffle(stories)
    left_out = set() if watched else set(stories[: max(len(stories) // WATCHED, 1)])
    chosen = [row for row in found if row["story"] not in left_out]
    return [_row(a, b, thought(row)) for (a, b), row in zip(placed(chosen, data), chosen, strict=True)]


def invented(part: str) -> list[Row]:
    """The invented pairs of a part, "train" or "held"."""
    return [_row(pair["a"], pair["b"], pair["label"]) for pair in _invented() if pair["part"] == part]


def _invented() -> list[Row]:
    return [json.loads(line) for line in INVENTED.read_text("utf-8").splitlines()]


def soft_invented(file: Path) -> list[Row]:
    """The pairs of a table of `crossings` with the teacher's probabilities."""
    found = table(file)
    return [_row(a, b, thought(row)) for (a, b), row in zip(crossed(found), found, strict=True)]


def crossings() -> list[dict[str, int]]:
    """Other pairs of the sentences of one event to learn from: by line, whose a (`a_line`), and whose b (`b_line`)."""
    pairs = _invented()
    told = {(pair["a"], pair["b"]) for pair in pairs}
    lines: dict[str, list[int]] = {}
    for line, pair in enumerate(pairs):
        if pair["part"] == "train":
            lines.setdefault(pair["event"], []).append(line)
    return [
        {"a_line": i, "b_line": j}
        for same in lines.values()
        for i, j in product(same, same)
        if (pairs[i]["a"], pairs[j]["b"]) not in told and pairs[i]["a"] != pairs[j]["b"]
    ]


def crossed(found: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """The sentences that each of `crossings` names."""
    pairs = _invented()
    return [(pairs[int(row["a_line"])]["a"], pairs[int(row["b_line"])]["b"]) for row in found]


def thought(row: Mapping[str, str]) -> str:
    """The teacher's probabilities in a row of a table as a label: "none:0.6 partial:0.4 a>b:0.1 b>a:0"."""
    shares = {name: int(row[name]) for name in THOUGHTS}
    return " ".join(
        f"{name}:{share / 1000:g}" for name, share in shares.items() if share or name not in RELATIONS
    )


def table(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, which may be compressed (.gz)."""
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write_table(file: Path, found: Sequence[Mapping[str, Any]]) -> None:
    """A compressed CSV file of the rows; the same bytes for the same rows."""
    text = io.StringIO()
    lines = csv.DictWriter(text, list(found[0]), lineterminator="\n")
    lines.writeheader()
    lines.writerows(found)
    file.write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))


def placed(found: Sequence[Mapping[str, str]], data: Path) -> list[tuple[str, str]]:
    """The two sentences at the places that each row names."""
    articles = {story["id"]: story["articles"] for story in rows(data, STORIES)}
    return [(_sentence(articles, row, "a"), _sentence(articles, row, "b")) for row in found]


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
