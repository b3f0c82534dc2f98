"""Rows from Parquet files, a batch at a time, only the columns that are needed."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.errors import InputError
from summarizer.readers.fields import Fields
from summarizer.readers.files import Input, check_regular
from summarizer.readers.options import ReadOptions
from summarizer.readers.rows import Row

BATCH_ROWS = 64


def rows(source: Input, options: ReadOptions) -> Iterator[Row]:
    """The rows of a Parquet file. Raises InputError if it is damaged, or pyarrow is not installed."""
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
            for batch in table.iter_batches(BATCH_ROWS, columns=columns):
                for values in batch.to_pylist():
                    number += 1
                    yield Row(f"{source.name}, row {number}", number, values)
    except (ArrowException, OSError) as error:
        raise InputError(f"{source.name}: not a sound Parquet file ({str(error).splitlines()[0]})") from error
