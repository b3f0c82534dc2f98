"""The training data of the bundled sentence scorer, from the data sets in a folder: see `train_bundled.py`.

Only sets whose licence allows it: CNN articles with their highlights, articles with summaries written for this
project, and stories of several outlets with a roundup.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TRAIN = ("article_summaries.train", "cnn_poc.train", "cnndm_validation1k.val", "allsides_fulltext.train")
VALIDATION = ("article_summaries.val", "cnn_poc.val", "allsides_fulltext.val")
SHINGLE = 8
"""Words in a row that two articles do not share by chance."""
SHARED = 0.3
"""Part of its shingles that makes an article known: it is left out."""

Row = dict[str, Any]


def both_parts(data: Path) -> tuple[list[Row], list[Row]]:
    """Rows to learn from and rows to measure on, none of which has an article of the others."""
    held = [row for name in VALIDATION for row in rows(data, name)]
    known = {shingle for row in held for text in _texts(row) for shingle in shingles(text)}
    train: list[Row] = []
    for name in TRAIN:
        fresh = [row for row in rows(data, name) if not any(_is_known(text, known) for text in _texts(row))]
        known |= {shingle for row in fresh for text in _texts(row) for shingle in shingles(text)}
        train += fresh
    return train, held


def rows(data: Path, name: str) -> Iterator[Row]:
    """The rows of a set as a recipe reads them: document (a text or a list of articles), title, summary."""
    with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if "articles" in row:
                articles = [
                    {"title": a.get("title") or "", "outlet": a.get("outlet") or "", "text": a["text"]}
                    for a in row["articles"]
                    if (a.get("text") or "").strip()
                ]
                if articles and row["summary"].strip():
                    yield {"document": articles, "summary": row["summary"]}
            elif row["summary"].strip():
                text = untokenized(row["document"]) if name.startswith("cnn_poc") else row["document"]
                yield {"document": text, "title": row.get("title") or "", "summary": row["summary"]}


def untokenized(text: str) -> str:
    """Text with the spaces before punctuation gone that a treebank tokenizer puts there."""
    text = text.replace("``", '"').replace("''", '"').replace("( ", "(").replace(" )", ")").replace("$ ", "$")
    text = re.sub(r" +([.,;:?!%])", r"\1", text)
    text = re.sub(r" +(n't|'s|'re|'ve|'ll|'d|'m|')(?=[\s.,;:?!)]|$)", r"\1", text)
    return "\n".join(_joined_quotes(line) for line in text.split("\n"))


def _joined_quotes(line: str) -> str:
    first, *parts = line.split('"')
    joined = first
    for number, part in enumerate(parts):
        opens = number % 2 == 0
        joined = joined.rstrip() + (" " if opens and joined.strip() else "")
        joined += '"' + (part.lstrip() if opens else part)
    return joined


def shingles(text: str) -> Iterator[str]:
    """Runs of words in the first part of a text, for finding the same article again."""
    words = re.findall(r"[a-z0-9]+", text.lower())[:300]
    for start in range(len(words) - SHINGLE + 1):
        yield " ".join(words[start : start + SHINGLE])


def _texts(row: Row) -> list[str]:
    document = row["document"]
    return [document] if isinstance(document, str) else [article["text"] for article in document]


def _is_known(text: str, known: set[str]) -> bool:
    own = set(shingles(text))
    return bool(own) and len(own & known) > SHARED * len(own)
