"""The small weights that ship inside the package: where they are, and that they are the ones that were published.

Each is a folder under `summarizer/bundled/` with model.safetensors, model.json (what must be known to build the
model) and README.md (data, licence, recipe, scores). A folder that was trained here has the same files, and is
given by its path in place of "bundled". Beside the relation model is a larger one, "large", which needs a base
encoder that must be fetched first.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from summarizer.errors import ModelError, nearest
from summarizer.models.files import BUNDLED, verify

WEIGHTS = "model.safetensors"
SETTINGS = "model.json"
SHA256: Mapping[str, str] = {
    "relation": "efec5fc057c79dc27bd4806f118e616d9870cd266ff6ccbedced2fbfaaae16d2",
    "extractive": "14f0fc79326a16a0829c9befa0b5d9a9dff7d9f01177134e12f5ade1c70c8de7",
    "relation_large": "2c111449983ba1be90e5eae2fe8bda5180e20feb1f07f427f522e037d10b0d16",
}
"""Bundled model -> SHA-256 of its weights. "relation_large" is the model "large" of the kind "relation"."""
LARGEST_SETTINGS = 2**20
"""Bytes of a model.json that are read."""


def weights_folder(kind: str, model: str = BUNDLED) -> Path:
    """The folder with the weights of that kind ("relation", "extractive").

    Args:
        kind: what the weights are for; model.json must name the same.
        model: "bundled", for "relation" also "large", whose weights are checked against their SHA-256; or a folder
            of your own.

    Raises:
        ModelError: the folder or a file is missing, the weights are not those that were published, or they are
            for another kind.
    """
    folder, expected = _place(kind, model)
    for name in (WEIGHTS, SETTINGS):
        if not (folder / name).is_file():
            raise ModelError(
                f'{kind} model "{folder.name}" has no {name}; give "bundled", or a folder made by '
                f"summarizer finetune with kind: {kind}"
            )
    if expected:
        verify(folder / WEIGHTS, expected)
    found = settings(folder).get("kind")
    if found != kind:
        raise ModelError(f'model "{folder.name}" is of kind "{found}", wanted "{kind}"')
    return folder


def settings(folder: Path) -> dict[str, Any]:
    """What model.json of a folder says; ModelError if it is no JSON object."""
    with (folder / SETTINGS).open("rb") as file:
        raw = file.read(LARGEST_SETTINGS + 1)
    try:
        told = json.loads(raw) if len(raw) <= LARGEST_SETTINGS else None
    except ValueError as error:
        raise ModelError(f'model "{folder.name}": {SETTINGS} is not JSON: {error}') from error
    if not isinstance(told, dict):
        raise ModelError(f'model "{folder.name}": {SETTINGS} must be a JSON object of at most 1 MB')
    return told


def _place(kind: str, model: str) -> tuple[Path, str]:
    """The folder, and the SHA-256 that its weights must have ("" for a folder of one's own)."""
    name = kind if model == BUNDLED else f"{kind}_{model}"
    if name in SHA256:
        return _shipped(name), SHA256[name]
    if model == BUNDLED:
        raise ModelError(f'no bundled model "{kind}"{nearest(kind, SHA256)} (there are: {", ".join(SHA256)})')
    return Path(model).expanduser(), ""


def _shipped(name: str) -> Path:
    return Path(__file__).parent.parent / "bundled" / name
