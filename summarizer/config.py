"""A validated configuration: which systems run, how long summaries are, what is read and what is written.

A configuration is a YAML file, or a preset by name. Whatever is left out has a default. A key that does not
exist or a value of the wrong kind is an error; all are told at once, with line and nearest valid key.
"""

from __future__ import annotations

import dataclasses
import json
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator
from pydantic.errors import PydanticUserError

from summarizer.components import TABLES, component_class, digest, package_version
from summarizer.errors import ConfigError, nearest
from summarizer.types import ClaimUnit, Length
from summarizer.validation import Place, validated, wording
from summarizer.yaml_source import parse

SUFFIXES = (".yaml", ".yml")
LARGEST_FILE = 1024 * 1024
"""Bytes of a configuration file that are read."""

ReportFormat = Literal["html", "md", "json", "csv"]
Dtype = Literal["auto", "float32", "bfloat16", "float16"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ComponentConfig(_Part):
    """A summarizer or aligner by name (or "module:Class"), and its options."""

    name: str
    options: dict[str, Any] = {}


class LengthConfig(_Part):
    """How long a summary may be; give words, sentences, or both."""

    words: int | None = Field(default=None, ge=1)
    sentences: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _check(self) -> LengthConfig:
        if self.words is None and self.sentences is None:
            raise ValueError("give words, sentences, or both")
        return self

    def to_length(self) -> Length:
        """The value that summarizers take."""
        return Length(words=self.words, sentences=self.sentences)


class InputConfig(_Part):
    """What `summarizer run` reads. `paths` are taken from the folder in which the command runs."""

    paths: tuple[str, ...] = ()
    fields: dict[str, str] = {}
    format: str = ""
    split: str = ""
    limit: int | None = Field(default=None, ge=1)
    encoding: str = "utf-8"


class OutputConfig(_Part):
    """Where `summarizer run` writes, and as what; JSON is always written."""

    folder: str = ""
    formats: tuple[ReportFormat, ...] = ("html", "json")


class Config(_Part):
    """The whole of it. `length` is for the summary of one article, `story_length` for that of a story.

    `claims` are whole sentences, or their clauses where a sentence asserts separate things.
    """

    name: str = "default"
    summarizer: ComponentConfig = ComponentConfig(name="extractive")
    aligner: ComponentConfig = ComponentConfig(name="relation")
    claims: ClaimUnit = "sentences"
    length: LengthConfig = LengthConfig(words=60)
    story_length: LengthConfig = LengthConfig(words=120)
    device: str = Field(default="auto", min_length=1)
    dtype: Dtype = "auto"
    strict: bool = False
    seed: int = Field(default=0, ge=0)
    input: InputConfig = InputConfig()
    output: OutputConfig = OutputConfig()


def load_config(path_or_preset: str) -> Config:
    """The configuration in a file (a path that ends in .yaml or .yml), or the preset of that name.

    Raises ConfigError with every problem of the file, one a line.
    """
    path = _find(path_or_preset)
    try:
        raw = path.read_bytes()[: LARGEST_FILE + 1]
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path_or_preset}: a configuration must be UTF-8 text ({error.reason})") from error
    except OSError as error:
        raise ConfigError(f"cannot read {path_or_preset}: {error.strerror}") from error
    data, lines = parse(text, path_or_preset)
    return _validated({} if data is None else data, path_or_preset, lines)


def presets() -> dict[str, Path]:
    """The configurations that ship with the package, by name."""
    here = Path(__file__).parent
    folder = next((f for f in (here / "configs", here.parent / "configs") if f.is_dir()), here)
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))}


def override(config: Config, values: Mapping[str, object], *, source: str = "options") -> Config:
    """The configuration with some keys set, e.g. `{"summarizer.name": "lead", "length.words": 40}`.

    A key is a path with dots; its value may be a whole part (`{"length": {"sentences": 3}}`). Naming another
    component drops the options of the one it replaces. Raises ConfigError as `load_config` does, naming
    `source`.
    """
    data = config.model_dump()
    for kind in TABLES.keys() & data.keys():
        if values.get(f"{kind}.name", data[kind]["name"]) != data[kind]["name"]:
            data[kind]["options"] = {}
    for key, value in values.items():
        _put(data, key.split("."), value, source)
    return _validated(data, source, {})


def effective(config: Config) -> dict[str, Any]:
    """Every key that decides what a result says, defaults included, as JSON-like data: kept with each result.

    Input and output are left out: they decide what is read and where it goes.
    """
    return config.model_dump(mode="json", exclude={"input", "output"})


def signature(config: Config) -> str:
    """Twelve digits that stand for all that `effective` holds but the name, and for the package's version."""
    return digest({**effective(config), "name": "", "version": package_version()})


def _find(path_or_preset: str) -> Path:
    if path_or_preset.endswith(SUFFIXES) or "/" in path_or_preset or "\\" in path_or_preset:
        return Path(path_or_preset)
    known = presets()
    if path_or_preset not in known:
        raise ConfigError(
            f'no preset "{path_or_preset}"{nearest(path_or_preset, known)} '
            f"(there are: {', '.join(known)}; a file is named by its path, ending in .yaml)"
        )
    return known[path_or_preset]


def _put(data: dict[str, Any], path: list[str], value: object, source: str) -> None:
    *parents, last = path
    for depth, key in enumerate(parents):
        data = data.setdefault(key, {})
        if not isinstance(data, dict):
            raise ConfigError(f"{source}: {'.'.join(path[: depth + 1])} is a single value, it has no keys")
    data[last] = value


def _validated(data: object, source: str, lines: Mapping[Place, int]) -> Config:
    return validated(Config, data, source, lines, dict(_component_problems(data)))


def _component_problems(data: object) -> Iterator[tuple[Place, str]]:
    """What is wrong with the components in the data: unknown names and options, values of another type."""
    for kind in TABLES:
        part = data.get(kind) if isinstance(data, dict) else None
        if not isinstance(part, dict) or not isinstance(name := part.get("name"), str):
            continue  # absent, or a problem of the shape, which validation tells
        try:
            cls = component_class(kind, name)
        except ConfigError as error:
            yield (kind, "name"), str(error)
            continue
        options = part.get("options")
        for key, value in options.items() if isinstance(options, dict) else ():
            yield from _option_problems(kind, name, cls, str(key), value)


def _option_problems(
    kind: str, name: str, cls: type[Any], key: str, value: object
) -> Iterator[tuple[Place, str]]:
    allowed = [field.name for field in dataclasses.fields(cls) if field.init]
    place = (kind, "options", key)
    if key not in allowed:
        takes = ", ".join(allowed) or "no options"
        yield place, f'{kind} "{name}" has no such option{nearest(key, allowed)} (it takes: {takes})'
        return
    try:
        adapter = TypeAdapter(typing.get_type_hints(cls)[key])
    except (NameError, PydanticUserError):
        return  # a type that only the component itself can check, when it is built
    try:
        adapter.validate_json(json.dumps(value, default=str), strict=True)
    except ValidationError as error:
        for detail in error.errors()[:1]:
            yield (*place, *detail["loc"]), wording(detail)
