"""What a teacher thinks of many pairs of sentences: an encoder that reads both together in all of its layers.

python scripts/relation_teacher.py --data DATA --gold GOLD --output FOLDER

It learns as the relation model does: one epoch from sets of inference and likeness, then three from labelled and
invented pairs. The second part is done with three seeds, and the means of their probabilities are written, as `labels/`
has them (distillation, Hinton et al. 2015). Those there were made on one H100 in bfloat16, within nine minutes, from
weights of the encoder that had been rounded to 8 bits. On two cores it takes hours or days; it was not run there.
"""

from __future__ import annotations

import argparse
import copy
import math
import random
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import relation_data
import torch
from torch import nn
from torch.nn import functional

from summarizer.models.device import pick_device
from summarizer.models.pair_features import SURFACE, surface
from summarizer.models.pair_model import LONGEST, load_base, turned
from summarizer.models.pair_network import RELATIONS
from summarizer.training.relation_targets import pair_loss, target_of

BASE = "all-mpnet-base-v2"
SEEDS = (10, 11, 12)
BATCH = 32
RATE, HEAD_RATE = 3e-5, 3e-4
LAYER_DECAY = 0.92
"""By what the learning rate is multiplied for each layer further down."""
WARMUP = 0.06
SMOOTHING = 0.05
HIDDEN = 384
EASY = 0.97
"""From this probability of `none` on, only `EASY_KEPT` of the pairs of two articles are written."""
EASY_KEPT = 0.2
EASY_SEED = 7
"""What is drawn with it leaves no story without pairs, so that those of `relation_data.WATCHED` stay the same."""

Pair = tuple[str, str]
numbers = cache(surface)


class Teacher(nn.Module):
    """An encoder over both sentences, the longer one first, with heads for the outputs that `pair_loss` compares."""

    mean: torch.Tensor
    deviation: torch.Tensor

    def __init__(self, base: Any, tokenizer: Any, pairs: Sequence[Pair]) -> None:
        """`pairs` are those to be learned from: how their numbers lie tells how to scale them."""
        super().__init__()
        width = base.config.hidden_size
        self.base, self.tokenizer = base, tokenizer
        seen = torch.tensor([numbers(*_ordered(pair)) for pair in pairs])
        self.register_buffer("mean", seen.mean(0))
        self.register_buffer("deviation", seen.std(0) + 1e-3)
        self.segment = nn.Parameter(torch.zeros(2, width))
        self.norm = nn.LayerNorm(4 * width)
        self.mix = nn.Linear(4 * width + SURFACE, HIDDEN)
        self.drop = nn.Dropout(0.1)
        self.relation = nn.Linear(HIDDEN, len(RELATIONS))
        self.entails = nn.Linear(HIDDEN, 2)
        self.auxiliary = nn.Linear(HIDDEN, 3)

    def forward(self, pairs: Sequence[Pair]) -> list[torch.Tensor]:
        """The logits of relations, of who says all of the other, and of the rest, as float32, for ordered pairs."""
        device = self.segment.device
        told = self.tokenizer(
            *map(list, zip(*pairs, strict=True)),
            truncation=True, max_length=2 * LONGEST, padding=True, return_tensors="pt",
        )  # fmt: skip
        starts = torch.tensor([told.sequence_ids(i).index(1) for i in range(len(pairs))])
        ids, mask = told["input_ids"].to(device), told["attention_mask"].to(device)
        second = (torch.arange(ids.shape[1]) >= starts[:, None]).long().to(device)
        with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
            words = self.base.get_input_embeddings()(ids) + self.segment[second]
            states = self.base(inputs_embeds=words, attention_mask=mask).last_hidden_state.float()
            of_a, of_b = ((mask * (second == side)).unsqueeze(-1).float() for side in (0, 1))
            a, b = ((states * part).sum(1) / part.sum(1) for part in (of_a, of_b))
            pooled = self.drop(self.norm(torch.cat([states[:, 0], a + b, (a - b).abs(), a * b], -1)))
            seen = (
                torch.tensor([numbers(*pair) for pair in pairs], device=device) - self.mean
            ) / self.deviation
            mixed = self.drop(functional.gelu(self.mix(torch.cat([pooled, seen], -1))))
            return [head(mixed).float() for head in (self.relation, self.entails, self.auxiliary)]


def thoughts_of(
    base: str,
    first: Sequence[Mapping[str, str]],
    second: Sequence[Mapping[str, str]],
    asked: Sequence[Pair],
    epochs: int = 3,
    seeds: Sequence[int] = SEEDS,
) -> np.ndarray:
    """Teach on two sets of rows with a, b and label, and ask: `relation_data.THOUGHTS` of each pair, as columns."""
    torch.manual_seed(1)
    encoder, tokenizer = load_base(base)
    pairs = [(row["a"], row["b"]) for row in (*first, *second)]
    begun = Teacher(encoder, tokenizer, pairs).to(pick_device())
    teach(begun, first, 1, 1)
    found = []
    for seed in seeds:
        teacher = copy.deepcopy(begun)
        teach(teacher, second, epochs, seed)
        found.append(ask(teacher, asked))
        print(f"seed {seed} done", flush=True)
    means: np.ndarray = np.mean(found, 0)
    return means


def teach(teacher: Teacher, rows: Sequence[Mapping[str, str]], epochs: int, seed: int) -> None:
    """Train all weights of the teacher on the rows."""
    torch.manual_seed(seed)
    draw = random.Random(seed)
    pairs = [(row["a"], row["b"]) for row in rows]
    targets = torch.tensor([target_of(row["label"], "").row(turned(row["a"], row["b"])) for row in rows])
    steps = epochs * math.ceil(len(rows) / BATCH)
    optimizer = torch.optim.AdamW(_groups(teacher))
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (WARMUP * steps + 1), 1) * (steps - step) / steps
    )
    teacher.train()
    for chosen in (batch for _ in range(epochs) for batch in _batches(pairs, draw)):
        relation, entails, auxiliary = teacher([_ordered(pairs[i]) for i in chosen])
        loss = pair_loss(relation, entails, auxiliary, targets[chosen].to(relation.device), SMOOTHING)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        rate.step()


def ask(teacher: Teacher, pairs: Sequence[Pair], size: int = 256) -> np.ndarray:
    """The probabilities of `relation_data.THOUGHTS` for each pair, a and b as they are given; shape (pairs, 7)."""
    found = np.zeros((len(pairs), len(relation_data.THOUGHTS)), np.float32)
    order = sorted(range(len(pairs)), key=lambda i: sum(map(len, pairs[i])))
    teacher.eval()
    for start in range(0, len(order), size):
        chosen = order[start : start + size]
        with torch.inference_mode():
            relation, entails, _ = teacher([_ordered(pairs[i]) for i in chosen])
        told = torch.cat([relation.softmax(-1), entails.sigmoid()], -1).cpu().numpy()
        for i, row in zip(chosen, told, strict=True):
            found[i] = [*row[:-2], *(row[:-3:-1] if turned(*pairs[i]) else row[-2:])]
    return found


def write_both(
    folder: Path,
    places: Sequence[Mapping[str, Any]],
    lines: Sequence[Mapping[str, Any]],
    thoughts: np.ndarray,
) -> None:
    """Both tables, in per mille: of pairs of two articles, by place, a part of the easy ones; and of invented lines."""
    draw, shares = random.Random(EASY_SEED), np.rint(1000 * thoughts).astype(int).tolist()
    told = [
        {**key, **dict(zip(relation_data.THOUGHTS, row, strict=True))}
        for key, row in zip((*places, *lines), shares, strict=True)
    ]
    of_places = zip(told, thoughts[: len(places), 0], strict=False)
    kept = [row for row, none in of_places if none < EASY or draw.random() < EASY_KEPT]
    relation_data.write_table(folder / relation_data.SOFT.name, kept)
    relation_data.write_table(folder / relation_data.SOFT_INVENTED.name, told[len(places) :])


def main(arguments: Sequence[str] | None = None) -> int:
    """Teach, ask, and write both tables."""
    parser = argparse.ArgumentParser(description="Let a teacher judge pairs of sentences of two articles.")
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets (.jsonl.gz)")
    parser.add_argument("--gold", type=Path, required=True, help="the folder with the labelled pairs")
    parser.add_argument("--output", type=Path, required=True, help="a new folder for the tables")
    parser.add_argument("--base", default=BASE, help="the encoder; fetched, or a folder")
    parser.add_argument(
        "--pairs", type=Path, default=relation_data.SOFT, help="a table with the places of the pairs to judge"
    )
    options = parser.parse_args(arguments)
    options.output.mkdir(parents=True)
    first = relation_data.first_stage(
        options.data, inference=relation_data.MORE_INFERENCE, likeness=relation_data.MORE_LIKENESS
    )
    labelled = relation_data.second_stage(options.gold / "claim_pairs.train.jsonl", options.data)
    second = [*labelled, *relation_data.invented("train")]
    places = [{name: row[name] for name in relation_data.PLACE} for row in relation_data.table(options.pairs)]
    lines = relation_data.crossings()
    asked = [*relation_data.placed(places, options.data), *relation_data.crossed(lines)]
    thoughts = thoughts_of(options.base, first, second, asked)
    write_both(options.output, places, lines, thoughts)
    return 0


def _ordered(pair: Pair) -> Pair:
    return (pair[1], pair[0]) if turned(*pair) else pair


def _batches(pairs: Sequence[Pair], draw: random.Random) -> Iterator[list[int]]:
    """All pairs once, in random order, those of a batch of like length."""
    order = draw.sample(range(len(pairs)), len(pairs))
    found: list[list[int]] = []
    for start in range(0, len(order), 50 * BATCH):
        run = sorted(order[start : start + 50 * BATCH], key=lambda i: sum(map(len, pairs[i])))
        found += [run[i : i + BATCH] for i in range(0, len(run), BATCH)]
    draw.shuffle(found)
    yield from found


def _groups(teacher: Teacher) -> Iterable[dict[str, Any]]:
    """Each weight with its learning rate: less further down, more in the heads; no decay of biases and norms."""
    layers = teacher.base.config.num_hidden_layers
    for name, weight in teacher.named_parameters():
        parts = name.split(".")
        depth = layers - 1 - int(parts[3]) if parts[:3] == ["base", "encoder", "layer"] else layers
        rate = RATE * LAYER_DECAY**depth if parts[0] == "base" else HEAD_RATE
        yield {"params": [weight], "lr": rate, "weight_decay": 0.01 if weight.ndim > 1 else 0.0}


if __name__ == "__main__":
    sys.exit(main())
