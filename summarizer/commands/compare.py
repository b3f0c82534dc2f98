"""`summarizer compare`: who reports what in one story."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from summarizer.commands import options
from summarizer.commands.reading import story_in
from summarizer.commands.shell import errors_for_people, say, warn_of

Output = Annotated[
    list[Path] | None,
    typer.Option(
        "--output", "-o", help="Write the report to this file: .html, .md, .json or .csv.", metavar="FILE"
    ),
]


def compare(
    paths: options.Paths,
    config: options.ConfigName = "default",
    system: options.System = None,
    model: options.Model = None,
    aligner: options.AlignerName = None,
    words: options.Words = None,
    sentences: options.Sentences = None,
    story_words: options.StoryWords = None,
    strict: options.Strict = None,
    story: options.StoryId = None,
    output: Output = None,
    device: options.Device = None,
    dtype: options.Dtype = None,
    settings: options.Settings = None,
    field: options.FieldNames = None,
    format_name: options.Format = None,
    split: options.Split = None,
    limit: options.Limit = None,
    encoding: options.Encoding = None,
    quiet: options.Quiet = False,
) -> None:
    """Compare the outlets' articles on one story: what they share, where they differ, what only one has."""
    with errors_for_people():
        from summarizer.errors import InputError
        from summarizer.pipeline import Engine
        from summarizer.report import check_format, write_comparison
        from summarizer.report.overview import failures
        from summarizer.report.terminal import print_comparison, terminal

        files = output or []
        for file in files:
            check_format(file)
        chosen = options.configured(
            config,
            system=system,
            model=model,
            aligner=aligner,
            words=words,
            sentences=sentences,
            story_words=story_words,
            strict=strict,
            device=device,
            dtype=dtype,
            settings=settings,
        )
        reading = options.read_options(
            fields=field,
            format_name=format_name,
            split=split,
            limit=limit,
            encoding=encoding,
            defaults=chosen,
        )
        one = story_in(paths, reading, story)
        if not one.articles:
            raise InputError("; ".join(f"{failure.item}: {failure.message}" for failure in one.failures))
        comparison = Engine(chosen).compare(one)
        for file in files:
            write_comparison(comparison, file)
        if not quiet:
            print_comparison(comparison, terminal())
            for file in files:
                say(f"wrote {file}")
        warn_of(failures(comparison))
