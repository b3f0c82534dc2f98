"""The examples of a recipe, in training and validation; where none are given for validation, a share is held out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.errors import InputError
from summarizer.readers.fields import is_nothing
from summarizer.training.kinds import Kind
from summarizer.training.near_duplicates import near_duplicates
from summarizer.training.recipe import Recipe
from summarizer.training.rows import Record, read_table


@dataclass(frozen=True, slots=True)
class Splits:
    """Examples to learn from and to measure on, rows that could not be read, and a hash of all of it.

    `incomplete` are the places of rows in which a required column is empty; they are in neither part.
    """

    train: tuple[Any, ...]
    validation: tuple[Any, ...]
    problems: tuple[str, ...]
    incomplete: tuple[str, ...]
    sha256: str


def read_splits(recipe: Recipe, kind: Kind) -> Splits:
    """Read the data that the recipe names, as examples of the kind.

    Raises InputError if there is nothing to learn from or to measure on.
    """
    data = recipe.data
    table = read_table(data.train, data, kind.columns, data.train_split)
    problems = table.problems
    if data.validation:
        other = read_table(data.validation, data, kind.columns, data.validation_split)
        problems += other.problems
        everything = table.records + other.records
        train, validation = _complete(table.records, kind), _complete(other.records, kind)
    else:
        everything = table.records
        train, validation = hold_out(_complete(everything, kind), data.validation_share, recipe.training.seed)
    splits = tuple(kind.examples(train)), tuple(kind.examples(validation))
    if not all(splits):
        raise InputError(
            f"{len(splits[0])} examples to learn from and {len(splits[1])} to measure on: each needs at least one; "
            "give more rows, or data.validation"
        )
    kept = set(map(id, (*train, *validation)))
    incomplete = tuple(record.place for record in everything if id(record) not in kept)
    content = hashlib.sha256(repr(splits).encode("utf-8", "surrogatepass")).hexdigest()
    return Splits(*splits, problems, incomplete, content)


def hold_out(
    records: Sequence[Record], share: float, seed: int
) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """The records in two parts, the second about that share of them, chosen by hashes and `seed`.

    Records of one story, or with nearly the same text, stay together, so that nothing is measured on what was
    learned.
    """
    train: list[tuple[str, Record]] = []
    held: list[tuple[str, Record]] = []
    for record in records:
        group = _group(record)
        (held if _fraction(group, seed) < share else train).append((group, record))
    if not held and len(train) > 1:
        held.append(train.pop())
    moved = held
    while moved and train:
        alike = {number for _, number in near_duplicates([g for g, _ in moved], [g for g, _ in train])}
        moved = [train[number] for number in sorted(alike)]
        held += moved
        train = [pair for number, pair in enumerate(train) if number not in alike]
    return tuple(record for _, record in train), tuple(record for _, record in held)


def _complete(records: Sequence[Record], kind: Kind) -> tuple[Record, ...]:
    """The records in which every column that the kind requires has a value."""
    required = [name for name, column in kind.columns.items() if column.required]
    return tuple(r for r in records if not any(is_nothing(r.values.get(name)) for name in required))


def _group(record: Record) -> str:
    """What may not be in both parts: the record's story, or else its text."""
    values = record.values
    key = next((values[name] for name in ("story", "document", "a") if values.get(name)), values)
    return " ".join(str(key).split())


def _fraction(text: str, seed: int) -> float:
    digest = hashlib.sha256(f"{seed}:{text}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8]) / 2**64
