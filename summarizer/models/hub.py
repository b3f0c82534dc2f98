"""Bring a model from the Hugging Face hub: what is in the cache is used as it is, all else is fetched once.

Only safetensors, tokenizer and configuration files are downloaded, never pickles or Python files. Where a
repository holds nothing but pickled weights, the hub's own conversion bot may have opened a pull request with
the same weights as safetensors; that one is used, and no other author's.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from summarizer.errors import ModelError

FETCHED = ("*.json", "*.safetensors", "*.txt", "*.model", "*.spm", "*.jinja")
LEFT_OUT = ("onnx/*", "openvino/*", "original/*", "coreml/*", "consolidated*", "eval/*", "runs/*")
PICKLED = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".h5", ".msgpack")
CONVERSION_BOT = "SFconvertbot"
_HINT = "fetch it where there is a network (hf download), or give a folder that holds the model"


def hub_folder(model: str, revision: str = "main") -> Path:
    """The folder of a hub model, from the cache if it is complete there, else downloaded.

    Raises ModelError where it cannot be had: no network, no such model, gated, or only pickled weights.
    """
    for cached in (revision, *_cached_conversions(model, revision)):
        folder = _cached(model, cached)
        if folder is not None:
            return folder
    found = _download(model, _safe_revision(model, revision))
    if not loadable(found):
        raise ModelError(
            f'model "{model}" at {revision} does not hold config.json and all its safetensors files'
        )
    return found


def loadable(folder: Path) -> bool:
    """True if the folder holds config.json and all the safetensors files that it speaks of."""
    if not (folder / "config.json").is_file():
        return False
    indexes = sorted(folder.glob("*.safetensors.index.json"))
    if not indexes:
        return any(folder.glob("*.safetensors"))
    shards = set(json.loads(indexes[0].read_text("utf-8"))["weight_map"].values())
    return all((folder / shard).is_file() for shard in shards)


def pickles(folder: Path) -> list[str]:
    """The names of the pickled or otherwise unsafe weight files in a folder."""
    return sorted(file.name for file in folder.iterdir() if file.suffix in PICKLED)


def _cached(model: str, revision: str) -> Path | None:
    from huggingface_hub import snapshot_download

    try:
        found = snapshot_download(
            model,
            revision=revision,
            allow_patterns=list(FETCHED),
            ignore_patterns=list(LEFT_OUT),
            local_files_only=True,
        )
    except OSError:  # not in the cache, or not whole: what the hub's own errors derive from
        return None
    return Path(found) if loadable(Path(found)) else None


def _cached_conversions(model: str, revision: str) -> list[str]:
    from huggingface_hub import constants
    from huggingface_hub.file_download import repo_folder_name

    if revision != "main":
        return []
    folder = Path(constants.HF_HUB_CACHE) / repo_folder_name(repo_id=model, repo_type="model")
    return [f"refs/pr/{ref.name}" for ref in sorted((folder / "refs" / "refs" / "pr").glob("*"))]


def _download(model: str, revision: str) -> Path:
    from huggingface_hub import snapshot_download

    try:
        found = snapshot_download(
            model, revision=revision, allow_patterns=list(FETCHED), ignore_patterns=list(LEFT_OUT)
        )
    except Exception as error:  # whichever HTTP library the hub client uses: told on, never swallowed
        raise _unreachable(model, error) from error
    return Path(found)


def _safe_revision(model: str, revision: str) -> str:
    """The revision itself if it holds safetensors, else the conversion bot's; ModelError without either."""
    from huggingface_hub import HfApi

    api = HfApi()
    try:
        names = [sibling.rfilename for sibling in api.model_info(model, revision=revision).siblings or ()]
        if any(name.endswith(".safetensors") for name in names):
            return revision
        conversion = _conversion(api, model) if revision == "main" else None
    except Exception as error:  # as above
        raise _unreachable(model, error) from error
    if conversion is None:
        held = next((name for name in names if name.endswith(PICKLED)), "no weights")
        raise ModelError(
            f'model "{model}" at {revision} holds no safetensors ({held}), and pickles are never loaded; '
            "convert it once where you trust it (load it with transformers, save_pretrained(NEW_FOLDER)) "
            "and name that folder, or ask for a conversion at the hub's safetensors/convert space"
        )
    return conversion


def _conversion(api: Any, model: str) -> str | None:
    discussions = api.get_repo_discussions(
        model, author=CONVERSION_BOT, discussion_type="pull_request", discussion_status="open"
    )
    numbers = [d.num for d in discussions if d.author == CONVERSION_BOT and "safetensors" in d.title.lower()]
    return f"refs/pr/{max(numbers)}" if numbers else None


def _unreachable(model: str, error: Exception) -> ModelError:
    reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return ModelError(
        f'model "{model}" is not in the cache and could not be downloaded from the Hugging Face hub '
        f"({type(error).__name__}: {reason}); {_HINT}"
    )
