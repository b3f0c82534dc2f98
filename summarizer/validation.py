"""Validate data against a pydantic model, and tell all that is wrong with it in its writer's words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from summarizer.errors import ConfigError, nearest

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]
"""The keys and list positions that lead to a value."""

_EXPECTED = {
    "Input should be ": "expected ",
    "a valid integer": "a whole number",
    "a valid number": "a number",
    "a valid string": "text",
    "a valid boolean": "true or false",
    "a valid array": "a list",
    "a valid dictionary": "keys with values",
    "an object": "keys with values",
}
"""The words of pydantic, and ours."""


def validated(
    model: type[Model],
    data: object,
    source: str,
    lines: Mapping[Place, int],
    problems: Mapping[Place, str],
) -> Model:
    """The model filled with JSON-like data.

    Raises one ConfigError for all that is wrong, `problems` that the caller found included: one a line, in
    the order of the file, each with `source`, the line (where `lines` has it), the key and what was expected.
    """
    found = dict(problems)
    filled: Model | None = None
    try:
        filled = model.model_validate_json(json.dumps(data, default=str))
    except ValidationError as error:
        found |= {detail["loc"]: _problem(model, detail) for detail in error.errors()}
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{source}: {error}") from error
    if filled is None or found:
        told = [
            (_line(place, lines), f"{'.'.join(map(str, place))}: {text}" if place else text)
            for place, text in found.items()
        ]
        raise ConfigError(
            "\n".join(f"{source}{f':{line}' if line else ''}: {text}" for line, text in sorted(told))
        )
    return filled


def wording(detail: ErrorDetails) -> str:
    """One of pydantic's errors in the reader's words: what was expected, and what stood there."""
    if detail["type"] == "missing":
        return "missing"
    if detail["type"] == "value_error":
        return str(detail["ctx"]["error"])
    message = detail["msg"]
    for theirs, ours in _EXPECTED.items():
        message = message.replace(theirs, ours)
    given = json.dumps(detail["input"], ensure_ascii=False, default=str)
    return f"{message[:1].lower()}{message[1:]}, not {given if len(given) <= 60 else given[:57] + '...'}"


def _problem(model: type[BaseModel], detail: ErrorDetails) -> str:
    if detail["type"] != "extra_forbidden":
        return wording(detail)
    *parents, key = detail["loc"]
    allowed = _keys(model, parents)
    return f"no such key{nearest(str(key), allowed)} (there are: {', '.join(allowed)})"


def _keys(model: type[BaseModel], parents: list[str | int]) -> list[str]:
    """The keys that the model has in the part to which `parents` lead."""
    for key in parents:
        part = model.model_fields[str(key)].annotation
        if isinstance(part, type) and issubclass(part, BaseModel):
            model = part
    return list(model.model_fields)


def _line(place: Place, lines: Mapping[Place, int]) -> int:
    """The line of the place, or of the nearest thing around it that has one; 0 if there are no lines."""
    return next((lines[place[:end]] for end in range(len(place), -1, -1) if place[:end] in lines), 0)
