"""The options that several commands take, and the configuration and reader options that they make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from summarizer.config import Config
    from summarizer.readers import ReadOptions

_SYSTEM, _INPUT = "Systems", "Input"

Paths = Annotated[
    list[str],
    typer.Argument(
        help='Files, folders, "hf:owner/name" for a data set, or - for standard input.', metavar="PATH"
    ),
]
StoryId = Annotated[str | None, typer.Option("--story", help="Take only the story of this id.", metavar="ID")]
Words = Annotated[
    int | None, typer.Option(min=1, help="At most so many words in the summary of an article.", metavar="N")
]
Sentences = Annotated[
    int | None,
    typer.Option(min=1, help="At most so many sentences in the summary of an article.", metavar="N"),
]
StoryWords = Annotated[
    int | None, typer.Option(min=1, help="At most so many words in the summary of the story.", metavar="N")
]
Strict = Annotated[
    bool | None,
    typer.Option(
        help="Replace a written sentence that is not, word for word, what one source sentence says."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but warnings and errors.")]

ConfigName = Annotated[
    str,
    typer.Option(
        "--config", "-c", help="A configuration file (.yaml), or a preset by name.", rich_help_panel=_SYSTEM
    ),
]
System = Annotated[
    str | None,
    typer.Option(
        "--system",
        "-s",
        help="The summarizer: lead, lexrank, extractive, seq2seq or causal.",
        metavar="NAME",
        rich_help_panel=_SYSTEM,
    ),
]
Model = Annotated[
    str | None,
    typer.Option(
        help="The summarizer's model: a Hugging Face id, a folder or a GGUF file.", rich_help_panel=_SYSTEM
    ),
]
AlignerName = Annotated[
    str | None,
    typer.Option(
        "--aligner",
        help="The aligner: relation, embedding or overlap.",
        metavar="NAME",
        rich_help_panel=_SYSTEM,
    ),
]
Device = Annotated[
    str | None,
    typer.Option(help="Where models run: auto, cpu, cuda, cuda:1, mps.", rich_help_panel=_SYSTEM),
]
Dtype = Annotated[
    str | None,
    typer.Option(
        help="The precision of models: auto, float32, bfloat16 or float16.", rich_help_panel=_SYSTEM
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set", help="Set any key of the configuration.", metavar="KEY=VALUE", rich_help_panel=_SYSTEM
    ),
]

FieldNames = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        help="Which column holds what, e.g. text=body or story=cluster.",
        metavar="OURS=THEIRS",
        rich_help_panel=_INPUT,
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        help="Read files as this format, e.g. jsonl, whatever their suffix.",
        rich_help_panel=_INPUT,
    ),
]
Split = Annotated[
    str | None, typer.Option(help="The split of a data set to read, e.g. validation.", rich_help_panel=_INPUT)
]
Limit = Annotated[
    int | None,
    typer.Option(min=1, help="Read at most so many stories.", metavar="N", rich_help_panel=_INPUT),
]
Encoding = Annotated[
    str | None,
    typer.Option(help="The encoding of text, JSONL and CSV files, e.g. cp1252.", rich_help_panel=_INPUT),
]


def configured(
    config: str,
    *,
    system: str | None = None,
    model: str | None = None,
    aligner: str | None = None,
    words: int | None = None,
    sentences: int | None = None,
    story_words: int | None = None,
    strict: bool | None = None,
    device: str | None = None,
    dtype: str | None = None,
    settings: Sequence[str] | None = None,
) -> Config:
    """The configuration of that name with the options of the command line over it."""
    from summarizer.config import load_config, override

    values: dict[str, object] = {
        "summarizer.name": system,
        "summarizer.options.model": model,
        "aligner.name": aligner,
        "strict": strict,
        "device": device,
        "dtype": dtype,
    }
    values = {key: value for key, value in values.items() if value is not None}
    if words or sentences:
        values["length"] = {"words": words, "sentences": sentences}
    if story_words:
        values["story_length"] = {"words": story_words}
    values |= parsed_settings(settings or ())
    return override(load_config(config), values, source="command line")


def read_options(
    *,
    fields: Sequence[str] | None = None,
    format_name: str | None = None,
    split: str | None = None,
    limit: int | None = None,
    encoding: str | None = None,
    defaults: Config | None = None,
) -> ReadOptions:
    """How to read: what the command line says, else what the configuration's `input` says."""
    from summarizer.config import InputConfig
    from summarizer.readers import ReadOptions

    base = defaults.input if defaults else InputConfig()
    return ReadOptions(
        fields={**base.fields, **_fields(fields or ())},
        format=format_name or base.format,
        split=split or base.split,
        limit=limit or base.limit,
        encoding=encoding or base.encoding,
    )


def _fields(pairs: Sequence[str]) -> dict[str, str]:
    return dict(_pair("--field", pair, "text=body") for pair in pairs)


def parsed_settings(pairs: Sequence[str]) -> dict[str, object]:
    """The keys and values given as `--set KEY=VALUE`, the values read as YAML."""
    from summarizer.yaml_source import parse

    found = (_pair("--set", pair, "length.words=80") for pair in pairs)
    return {key: parse(text, f"--set {key}")[0] for key, text in found}


def _pair(option: str, pair: str, example: str) -> tuple[str, str]:
    from summarizer.errors import ConfigError

    key, equals, value = pair.partition("=")
    if not (key and equals):
        raise ConfigError(f'{option}: "{pair}" is not of the form {example}')
    return key.strip(), value
