"""Checkpoints that can be trusted: each is sealed with the hashes of its files once all of them are written.

A training that is killed while it writes, a full disk, a flipped bit: the checkpoint has no seal, or one that
does not fit, and the training goes on from the one before. Optimizer and random states in a checkpoint are
torch files; transformers opens them with `weights_only=True` (its trainer.py), which runs no code, and only
from the user's own output folder.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SEAL = "seal.json"
STATE = "trainer_state.json"
_NAME = re.compile(r"checkpoint-(\d+)")


@dataclass(frozen=True, slots=True)
class Found:
    """The newest sound checkpoint of a folder (None if there is none), and what is wrong with newer ones."""

    checkpoint: Path | None
    damaged: tuple[str, ...]


def seal(checkpoint: Path) -> None:
    """Write the hashes of all files of a checkpoint into it, in one step; it is sound from then on."""
    waiting = checkpoint / f"{SEAL}.part"
    waiting.write_text(json.dumps(_hashes(checkpoint), indent=1), encoding="utf-8")
    waiting.replace(checkpoint / SEAL)


def newest(folder: Path) -> Found:
    """The newest sound checkpoint below a folder. Damaged ones are set aside as "damaged-checkpoint-N"."""
    damaged: list[str] = []
    for checkpoint in sorted(folder.glob("checkpoint-*"), key=step_of, reverse=True):
        problem = problem_of(checkpoint)
        if not problem:
            return Found(checkpoint, tuple(damaged))
        aside = folder / f"damaged-{checkpoint.name}"
        number = 1
        while aside.exists():
            number += 1
            aside = folder / f"damaged-{checkpoint.name}-{number}"
        checkpoint.rename(aside)
        damaged.append(f"{checkpoint.name} is not used: {problem}; it is now {aside.name}")
    return Found(None, tuple(damaged))


def problem_of(checkpoint: Path) -> str:
    """What is wrong with a checkpoint, "" if nothing is."""
    try:
        sealed = json.loads((checkpoint / SEAL).read_text("utf-8"))
    except FileNotFoundError:
        return "it was not written to its end"
    except (OSError, ValueError) as error:
        return f"its {SEAL} cannot be read ({error})"
    found = _hashes(checkpoint)
    if not isinstance(sealed, dict) or found.keys() != sealed.keys():
        return "files are missing or were added"
    wrong = [name for name, value in sealed.items() if found[name] != value]
    return f"{wrong[0]} has changed since it was written" if wrong else ""


def step_of(checkpoint: Path) -> int:
    """The step at which a checkpoint was made, by its name; -1 for another folder."""
    match = _NAME.fullmatch(checkpoint.name)
    return int(match.group(1)) if match else -1


def is_end(checkpoint: Path) -> bool:
    """True if the training was over when the checkpoint was made: all steps done, or stopped early."""
    state = _state(checkpoint)
    control = state.get("stateful_callbacks", {}).get("TrainerControl", {}).get("args", {})
    return bool(state["global_step"] >= state["max_steps"] or control.get("should_training_stop"))


def best_of(checkpoint: Path) -> Path:
    """The best checkpoint so far, as this one remembers it; itself if it remembers none that is sound."""
    best = _state(checkpoint).get("best_global_step")
    found = checkpoint.parent / f"checkpoint-{best}"
    return found if best and not problem_of(found) else checkpoint


def _state(checkpoint: Path) -> dict[str, Any]:
    state: dict[str, Any] = json.loads((checkpoint / STATE).read_text("utf-8"))
    return state


def _hashes(folder: Path) -> dict[str, str]:
    names = (file for file in sorted(folder.rglob("*")) if file.is_file() and not file.name.startswith(SEAL))
    return {file.relative_to(folder).as_posix(): _sha256(file) for file in names}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
