"""Rows from `datasets` data sets: a folder made by `save_to_disk`, or an id on the Hugging Face hub."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from summarizer.errors import InputError, nearest
from summarizer.readers.fields import Fields
from summarizer.readers.options import ReadOptions
from summarizer.readers.rows import Row

PREFIXES = ("hf:", "dataset:")


def is_saved(folder: Path) -> bool:
    """True if `save_to_disk` made the folder."""
    return (folder / "dataset_dict.json").is_file() or (
        (folder / "dataset_info.json").is_file() and (folder / "state.json").is_file()
    )


def stem_of(name: str) -> str:
    """What ids are made from: "hf:owner/name:config" -> "name"."""
    return _without_prefix(name).partition(":")[0].rstrip("/").rpartition("/")[2]


def rows(name: str, options: ReadOptions) -> Iterator[Row]:
    """The rows of a data set: `name` is a folder, or "hf:owner/name" or "dataset:owner/name:config".

    Raises InputError if `datasets` is not installed, the data set cannot be had, or the split must be chosen.
    """
    try:
        import datasets
    except ImportError as error:
        raise InputError(f'{name}: data sets need an extra: pip install "summarizer[datasets]"') from error
    try:
        if name.startswith(PREFIXES):
            path, _, config = _without_prefix(name).partition(":")
            data = datasets.load_dataset(path, config or None, split=options.split or None, streaming=True)
        else:
            data = datasets.load_from_disk(name)
            if not isinstance(data, Mapping):  # one split, which may not know its name
                data = {str(data.split or options.split or "all"): data}
        table = _split(name, data, options.split) if isinstance(data, Mapping) else data
        if table.column_names and not options.all_columns:  # a stream may not know them
            table = table.select_columns(Fields(options.fields).needed(table.column_names))
        for number, values in enumerate(table, 1):
            yield Row(f"{name}, row {number}", number, values)
    except (OSError, ValueError, RuntimeError, datasets.exceptions.DatasetsError) as error:
        raise InputError(f"{name}: cannot be loaded ({str(error).splitlines()[0]})") from error


def _without_prefix(name: str) -> str:
    return next((name.removeprefix(prefix) for prefix in PREFIXES if name.startswith(prefix)), name)


def _split(name: str, data: Mapping[str, Any], wanted: str) -> Any:
    """The split that was asked for, or the only one there is."""
    splits = [str(split) for split in data]
    if not wanted and len(splits) == 1:
        return data[splits[0]]
    if wanted not in splits:
        said = (
            f'no split "{wanted}"{nearest(wanted, splits)}'
            if wanted
            else "say which split to read with --split"
        )
        raise InputError(f"{name}: {said} (there are: {', '.join(splits)})")
    return data[wanted]
