"""Rows from Parquet files, a batch at a time, only the columns that are needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from summarizer.errors import InputError
from summarizer.readers.fields import Fields
from summarizer.readers.files import LARGEST_ROW, Input, check_regular
from summarizer.readers.options import ReadOptions
from summarizer.readers.rows import Row

BATCH_ROWS = 8
LARGEST_BATCH = 4 * LARGEST_ROW
"""Bytes of the rows that are in memory at once."""
MOST_INFLATED = 100
"""Times its packed size that a column of more than LARGEST_ROW bytes may be; texts are packed to a fifth, not less."""


def rows(source: Input, options: ReadOptions) -> Iterator[Row]:
    """The rows of a Parquet file.

    Raises InputError if it is damaged, unpacks to far more than it is, or pyarrow is not installed. What the file
    says of its sizes is checked first; since that may be wrong, what comes out is measured a few rows at a time.
    """
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise InputError(
            f'{source.name}: Parquet needs pyarrow: pip install "summarizer[parquet]"'
        ) from error
    if source.path is None:
        raise InputError("standard input: Parquet cannot be read from it; give the file")
    check_regular(source.path)
    fields = Fields(options.fields)
    number = 0
    try:
        with ParquetFile(source.path) as table:
            columns = None if options.all_columns else fields.needed(table.schema_arrow.names)
            _check_declared(source.name, table.metadata, columns)
            for batch in table.iter_batches(BATCH_ROWS, columns=columns):
                if batch.nbytes > LARGEST_BATCH:
                    raise InputError(
                        f"{source.name}, from row {number + 1} on: {batch.num_rows} rows take "
                        f"{batch.nbytes // 2**20:,} MB ({LARGEST_BATCH // 2**20:,} are read at most); split them"
                    )
                for values in batch.to_pylist():
                    number += 1
                    yield Row(f"{source.name}, row {number}", number, values)
    except (ArrowException, OSError) as error:
        raise InputError(f"{source.name}: not a sound Parquet file ({str(error).splitlines()[0]})") from error


def _check_declared(name: str, metadata: Any, columns: Sequence[str] | None) -> None:
    """InputError if a column that is read says of itself, in any row group, that it unpacks to far more than it is."""
    for group in map(metadata.row_group, range(metadata.num_row_groups)):
        for column in map(group.column, range(group.num_columns)):
            path = column.path_in_schema
            if columns is not None and not any(path == one or path.startswith(f"{one}.") for one in columns):
                continue
            packed, unpacked = column.total_compressed_size, column.total_uncompressed_size
            if unpacked > max(LARGEST_ROW, MOST_INFLATED * packed):
                raise InputError(
                    f'{name}: column "{path}" unpacks from {packed:,} bytes to {unpacked // 2**20:,} MB, which no '
                    "text does; if it is meant, write the file again with smaller row groups"
                )
