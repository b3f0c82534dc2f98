"""Train the weights that ship with the package, as they were trained, from the data sets in a folder.

python scripts/train_bundled.py relation --data DATA --gold GOLD --output runs/relation

Each model has one function here. The last lines printed are what `summarizer/models/bundled.py` must say.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import extractive_data
import relation_data

from summarizer.models.adapter import WEIGHTS as ADAPTER
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
        **SHARED,
    },
}
RELATION_SEEDS = (1, 2)
"""The second stage is run once with each; the third begins with the means of the weights (Wortsman et al., 2022)."""
LAST = 10**9
"""Steps between evaluations that leave only the one at the end: what ships is the last checkpoint, not the best."""
RELATION_THIRD: Mapping[str, Any] = {
    "training": {
        **SHARED,
        "precision": "auto",  # bfloat16 on a GPU; CPUs without it are many times slower in it
        "epochs": 3,
        "batch_size": 128,
        "learning_rate": 3e-4,
        "label_smoothing": 0.05,
        "warmup": 0.05,
        "seed": 1,
        "every": LAST,
    },
    "options": {"head_rate": 3e-4},
}
RELATION_SHARES = (0.7, 0.3)
"""Of the weights after the third stage and before it, in what ships."""
RELATION_LARGE: Mapping[str, Any] = {
    "training": {
        **SHARED,
        "precision": "auto",
        "epochs": 1,
        "batch_size": 48,
        "learning_rate": 4e-4,
        "label_smoothing": 0.05,
        "warmup": 0.03,
        "weight_decay": 0.0,
        "seed": 1,
    },
    "options": {"fresh": True, "split": 0, "rank": 32, "layer_decay": 1.0, "head_rate": 4e-4},
}
EXTRACTIVE: Mapping[str, Any] = {
    "training": {"epochs": 6.0, "batch_size": 16, "learning_rate": 3e-3, "weight_decay": 0.02},
    "options": {"fresh": True},
}


ABSTRACTIVE: Mapping[str, Any] = {
    "model": "smollm2-135m-instruct",
    "training": {
        "epochs": 3,
        "batch_size": 2,
        "accumulation": 4,
        "learning_rate": 4e-4,
        "schedule": "cosine",
        "warmup": 0.05,
        "precision": "bfloat16",
        "group_by_length": True,
        "metric": "loss",
    },
    "options": {
        "max_tokens": 640,
        "max_summary": 130,
        "lora": {"rank": 16, "alpha": 32, "dropout": 0.05},
    },
}
ABSTRACTIVE_HELD = 20
"""Articles that the checkpoint is chosen on, the first of their set."""


def abstractive(data: Path, gold: Path, output: Path) -> Path:
    """The adapter of the chat model, on written summaries; `gold` is not read. Its base must have been fetched."""
    held = list(relation_data.rows(data, "article_summaries.val"))[:ABSTRACTIVE_HELD]
    parts = {
        "train": [
            str(_written(list(relation_data.rows(data, "article_summaries.train")), output / "train.jsonl"))
        ],
        "validation": [str(_written(held, output / "validation.jsonl"))],
    }
    trained = finetune(recipe_from({"kind": "causal", "data": parts, **ABSTRACTIVE}), output / "run").model
    return _halved(trained, output / "model")


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
    """The relation model: on licensed pairs of other tasks, then twice on labelled claims, then on a teacher's view.

    `gold` holds claim_pairs.train.jsonl to learn from and claim_pairs.dev.jsonl to measure on.

    The third stage of what ships was trained on one H100 with the settings here, by a script of its own: 4,719 steps in
    141 seconds. It learned from 201,319 pairs, with all those that the teacher finds easy; with the fifth of them that
    is in `labels/`, there are 172,367. On two cores it takes hours; it was not run there.
    """
    train = gold / "claim_pairs.train.jsonl"
    tables = {
        "first": relation_data.first_stage(data),
        "second": relation_data.second_stage(train, data),
        "third": relation_data.third_stage(train, data),
        "dev": relation_data.labelled_pairs(gold / "claim_pairs.dev.jsonl"),
    }
    files = {name: _written(rows, output / f"{name}.jsonl") for name, rows in tables.items()}
    first = _trained(RELATION_FIRST, "bundled", files["first"], files["dev"], output / "first")
    seconds = [
        _trained(
            RELATION_SECOND | {"training": RELATION_SECOND["training"] | {"seed": seed}},
            str(first),
            files["second"],
            files["dev"],
            output / f"second-{seed}",
        )
        for seed in RELATION_SEEDS
    ]
    second = _mean(seconds, output / "second")
    third = _trained(RELATION_THIRD, str(second), files["third"], files["dev"], output / "third")
    return _mean([third, second], output / "model", RELATION_SHARES)


def relation_large(data: Path, gold: Path, output: Path) -> Path:
    """The larger relation model: changes of a larger encoder, on what the third stage of `relation` learns from.

    `gold` is that of `relation`; all-mpnet-base-v2 must have been fetched.

    What ships was trained on one H100 with the settings here, by a script of its own, which ended after nine tenths of
    the epoch (3,166 steps in five minutes) and dropped out a twentieth of what goes into the changes. The encoder's
    weights had been rounded to 8 bits. It learned from 170,355 pairs; here there are 171,432, since the fifth of the
    easy ones is another. On two cores it takes hours or days; it was not run there.
    """
    rows = relation_data.third_stage(gold / "claim_pairs.train.jsonl", data, first=20_000, repeated=1)
    train = _written(rows, output / "train.jsonl")
    dev = _written(relation_data.labelled_pairs(gold / "claim_pairs.dev.jsonl"), output / "dev.jsonl")
    return _trained(RELATION_LARGE, "all-mpnet-base-v2", train, dev, output / "run")


def _mean(models: Sequence[Path], folder: Path, shares: Sequence[float] = (0.5, 0.5)) -> Path:
    """A model whose weights are the means of those of several, which began as one; `shares` say how much of each."""
    from safetensors.torch import load_file, save_file

    shutil.copytree(models[0], folder)
    weights = [load_file(model / WEIGHTS) for model in models]
    means = {
        name: sum(share * one[name].float() for share, one in zip(shares, weights, strict=True))
        .to(first.dtype)
        .contiguous()
        for name, first in weights[0].items()
    }
    save_file(means, folder / WEIGHTS)
    return folder


def _halved(adapter: Path, folder: Path) -> Path:
    """The adapter in half precision."""
    from safetensors.torch import load_file, save_file

    shutil.copytree(adapter, folder)
    weights = {name: value.half().contiguous() for name, value in load_file(adapter / ADAPTER).items()}
    save_file(weights, folder / ADAPTER)
    return folder


def _trained(settings: Mapping[str, Any], model: str, train: Path, validation: Path, folder: Path) -> Path:
    data = {"train": [str(train)], "validation": [str(validation)]}
    recipe = recipe_from({"kind": "relation", "model": model, "data": data, **settings}, folder.name)
    return finetune(recipe, folder).model


def main(arguments: Sequence[str] | None = None) -> int:
    """Train one of the bundled models and print the hashes of the data and of the weights."""
    models: Mapping[str, Callable[[Path, Path, Path], Path]] = {
        "relation": relation,
        "relation_large": relation_large,
        "extractive": extractive,
        "abstractive": abstractive,
    }
    parser = argparse.ArgumentParser(description="Train the weights that ship with the package.")
    parser.add_argument("model", choices=sorted(models))
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets (.jsonl.gz)")
    parser.add_argument("--gold", type=Path, required=True, help="the folder with the labelled pairs")
    parser.add_argument("--output", type=Path, required=True, help="a new folder for the run")
    options = parser.parse_args(arguments)
    options.output.mkdir(parents=True)
    trained = models[options.model](options.data, options.gold, options.output)
    for path in (*sorted(options.output.glob("*.jsonl")), *sorted(trained.glob("*.safetensors"))):
        print(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}")
    print(f"copy {trained} to summarizer/bundled/{options.model}")
    return 0


def _written(rows: Sequence[Mapping[str, Any]], path: Path) -> Path:
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), "utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main())
