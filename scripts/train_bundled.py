"""Train the weights that ship with the package, as they were trained, from the data sets in a folder.

python scripts/train_bundled.py relation --data DATA --gold GOLD --output runs/relation

Each model has one function here. The last lines printed are what `summarizer/models/bundled.py` must say.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import extractive_data
import relation_data

from summarizer.models.bundled import WEIGHTS
from summarizer.training.recipe import recipe_from
from summarizer.training.session import finetune

SHARED: Mapping[str, Any] = {"warmup": 0.06, "precision": "bfloat16", "group_by_length": True}
RELATION_FIRST: Mapping[str, Any] = {
    "training": {"epochs": 1, "batch_size": 24, "learning_rate": 1.5e-4, **SHARED},
    "options": {"fresh": True, "split": 3},
}
RELATION_SECOND: Mapping[str, Any] = {
    "training": {
        "epochs": 2,
        "batch_size": 16,
        "learning_rate": 1e-4,
        "label_smoothing": 0.05,
        "metric": "aligned_precision",
        "seed": 1,
        **SHARED,
    },
}
EXTRACTIVE: Mapping[str, Any] = {
    "training": {"epochs": 6.0, "batch_size": 16, "learning_rate": 3e-3, "weight_decay": 0.02},
    "options": {"fresh": True},
}


def extractive(data: Path, gold: Path, output: Path) -> Path:
    """The sentence scorer, from nothing, on articles and stories with summaries; `gold` is not read."""
    train, held = extractive_data.both_parts(data)
    files = [
        str(_written(rows, output / name))
        for name, rows in (("train.jsonl", train), ("validation.jsonl", held))
    ]
    parts = {"train": files[:1], "validation": files[1:]}
    return finetune(recipe_from({"kind": "extractive", "data": parts, **EXTRACTIVE}), output / "run").model


def relation(data: Path, gold: Path, output: Path) -> Path:
    """The relation model: first on licensed inference, likeness and paraphrase pairs, then on labelled claims.

    `gold` holds claim_pairs.train.jsonl to learn from and claim_pairs.dev.jsonl to measure on.
    """
    tables = {
        "first": relation_data.first_stage(data),
        "second": relation_data.second_stage(gold / "claim_pairs.train.jsonl"),
        "dev": relation_data.labelled_pairs(gold / "claim_pairs.dev.jsonl"),
    }
    files = {name: _written(rows, output / f"{name}.jsonl") for name, rows in tables.items()}
    first = _trained(RELATION_FIRST, "bundled", files["first"], files["dev"], output / "first")
    return _trained(RELATION_SECOND, str(first), files["second"], files["dev"], output / "second")


def _trained(settings: Mapping[str, Any], model: str, train: Path, validation: Path, folder: Path) -> Path:
    data = {"train": [str(train)], "validation": [str(validation)]}
    recipe = recipe_from({"kind": "relation", "model": model, "data": data, **settings}, folder.name)
    return finetune(recipe, folder).model


def main(arguments: Sequence[str] | None = None) -> int:
    """Train one of the bundled models and print the hashes of the data and of the weights."""
    models: Mapping[str, Callable[[Path, Path, Path], Path]] = {
        "relation": relation,
        "extractive": extractive,
    }
    parser = argparse.ArgumentParser(description="Train the weights that ship with the package.")
    parser.add_argument("model", choices=sorted(models))
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets (.jsonl.gz)")
    parser.add_argument("--gold", type=Path, required=True, help="the folder with the labelled pairs")
    parser.add_argument("--output", type=Path, required=True, help="a new folder for the run")
    options = parser.parse_args(arguments)
    options.output.mkdir(parents=True)
    trained = models[options.model](options.data, options.gold, options.output)
    for path in (*sorted(options.output.glob("*.jsonl")), trained / WEIGHTS):
        print(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}")
    print(f"copy {trained} to summarizer/bundled/{options.model}")
    return 0


def _written(rows: Sequence[Mapping[str, Any]], path: Path) -> Path:
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), "utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main())
