"""`summarizer run`: many stories, compared one by one into a folder; it can be killed and run again."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.commands import options
from summarizer.commands.shell import INTERRUPTED, errors_for_people, is_terminal, printable, say, warn_of

if TYPE_CHECKING:
    from summarizer.config import Config
    from summarizer.pipeline import Engine
    from summarizer.readers import ReadOptions
    from summarizer.storage import Outcome

SECONDS_BETWEEN_LINES = 20
"""How often progress is told where nobody watches a bar."""

ConfigArgument = Annotated[
    str, typer.Argument(help="A configuration file (.yaml), or a preset by name.", metavar="CONFIG")
]
OptionalPaths = Annotated[
    list[str] | None,
    typer.Argument(help="What to read instead of the configuration's input.paths.", metavar="[PATH]..."),
]
Folder = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", help="The folder for results; the configuration may name it.", metavar="FOLDER"
    ),
]
Restart = Annotated[
    bool, typer.Option("--restart", help="Delete the folder's earlier results and begin again.")
]


def run(
    config: ConfigArgument,
    paths: OptionalPaths = None,
    output: Folder = None,
    restart: Restart = False,
    system: options.System = None,
    model: options.Model = None,
    aligner: options.AlignerName = None,
    words: options.Words = None,
    sentences: options.Sentences = None,
    story_words: options.StoryWords = None,
    strict: options.Strict = None,
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
    """Compare many stories into a folder; after an interruption the same command goes on from there."""
    with errors_for_people():
        from summarizer.pipeline import Engine
        from summarizer.readers import read_stories
        from summarizer.storage import RunFolder

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
        sources, folder = _places(chosen, paths, output)
        stories = read_stories(sources, options=reading)
        engine = Engine(chosen)
        kept = RunFolder(
            folder, run_settings(engine, sources, reading), chosen.output.formats, restart=restart
        )
        try:
            with kept:
                for outcome in _shown(kept.process(stories, engine.compare), reading.limit, quiet):
                    if outcome.state != "kept" and not quiet:
                        _tell(outcome)
        except KeyboardInterrupt:
            say(f'interrupted; the same command goes on where it stopped, with what is in "{folder}"')
            raise typer.Exit(INTERRUPTED) from None
        if not quiet:
            say(f"results: {folder / 'index.html'}")
        warn_of(kept.failures)


def run_settings(engine: Engine, sources: Iterable[str], reading: ReadOptions) -> dict[str, object]:
    """What a run's results depend on. A limit is not among it, so that a run can be extended.

    The components' signatures are, because they cover the defaults that a configuration leaves open.
    """
    import dataclasses

    from summarizer.components import package_version, sign
    from summarizer.config import effective

    inputs = {
        name: value for name, value in dataclasses.asdict(reading).items() if name not in ("limit", "story")
    }
    return {
        "version": package_version(),
        "components": {"summarizer": sign(engine.summarizer), "aligner": sign(engine.aligner)},
        "config": effective(engine.config),
        "input": {"paths": list(sources), **inputs},
    }


def _places(config: Config, paths: list[str] | None, output: str | None) -> tuple[list[str], Path]:
    from summarizer.errors import ConfigError

    sources = paths or list(config.input.paths)
    folder = output or config.output.folder
    if not sources:
        raise ConfigError(
            "nothing to read: name paths on the command line, or input.paths in the configuration"
        )
    if not folder:
        raise ConfigError("no folder for the results: give -o FOLDER, or output.folder in the configuration")
    return sources, Path(folder)


def _shown(outcomes: Iterator[Outcome], total: int | None, quiet: bool) -> Iterator[Outcome]:
    """The outcomes, with progress on standard error: a bar for a person, else a line now and then."""
    if quiet:
        yield from outcomes
    elif is_terminal():
        yield from _with_bar(outcomes, total)
    else:
        yield from _with_lines(outcomes)


def _with_bar(outcomes: Iterator[Outcome], total: int | None) -> Iterator[Outcome]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("stories"), TimeElapsedColumn())
    redirect = sys.stdout.isatty()  # lines appear above the bar if both are on the terminal
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=redirect) as progress:
        task = progress.add_task("", total=total)
        for outcome in outcomes:
            progress.advance(task)
            yield outcome


def _with_lines(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    states = {"done": 0, "kept": 0, "failed": 0}
    started = told = time.monotonic()
    for outcome in outcomes:
        states[outcome.state] += 1
        yield outcome
        now = time.monotonic()
        if now - told >= SECONDS_BETWEEN_LINES:
            told = now
            say(_progress(states, now - started))
    say(_progress(states, time.monotonic() - started))


def _progress(states: dict[str, int], seconds: float) -> str:
    kept = f", {states['kept']:,} from before" if states["kept"] else ""
    return f"{states['done']:,} done{kept}, {states['failed']:,} failed, in {seconds:.0f} s"


def _tell(outcome: Outcome) -> None:
    sys.stdout.write(f"{printable(_line(outcome))}\n")
    sys.stdout.flush()


def _line(outcome: Outcome) -> str:
    record = outcome.record
    if record is None:
        return f"failed  {outcome.story}: {outcome.failures[-1].message}"
    facts = f"{record.shared} shared, {record.disputed} disputed, {record.unclear} unclear, {record.unique} unique"
    return f"done    {outcome.story}: {facts}"
