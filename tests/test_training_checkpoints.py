"""Checkpoints are used only as they were written."""

from __future__ import annotations

import json

import pytest

from summarizer.training.checkpoints import best_of, is_end, newest, problem_of, seal


def checkpoint(folder, step, **state):
    made = folder / f"checkpoint-{step}"
    made.mkdir(parents=True)
    (made / "model.safetensors").write_bytes(b"weights %d" % step)
    (made / "trainer_state.json").write_text(json.dumps({"global_step": step, "max_steps": 30, **state}))
    seal(made)
    return made


def test_the_newest_sound_checkpoint_is_found_by_number(tmp_path):
    for step in (10, 9, 20):
        checkpoint(tmp_path, step)
    assert newest(tmp_path).checkpoint == tmp_path / "checkpoint-20"
    assert newest(tmp_path / "nothing").checkpoint is None


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        (lambda folder: (folder / "seal.json").unlink(), "not written to its end"),
        (
            lambda folder: (folder / "model.safetensors").write_bytes(b"weights 99"),
            "model.safetensors has changed",
        ),
        (lambda folder: (folder / "model.safetensors").unlink(), "missing or were added"),
        (lambda folder: (folder / "pytorch_model.bin").write_bytes(b"x"), "missing or were added"),
        (lambda folder: (folder / "seal.json").write_text("{"), "cannot be read"),
        (lambda folder: (folder / "seal.json").write_text("[]"), "missing or were added"),
    ],
)
def test_a_damaged_one_is_set_aside_and_kept(tmp_path, harm, problem):
    checkpoint(tmp_path, 10)
    harm(checkpoint(tmp_path, 20))
    assert problem in problem_of(tmp_path / "checkpoint-20")
    found = newest(tmp_path)
    assert found.checkpoint == tmp_path / "checkpoint-10"
    assert problem in found.damaged[0]
    assert (tmp_path / "damaged-checkpoint-20").is_dir()
    harm(checkpoint(tmp_path, 20))
    assert newest(tmp_path).checkpoint == tmp_path / "checkpoint-10"
    assert (tmp_path / "damaged-checkpoint-20-2").is_dir()


def test_the_end_of_a_training_and_its_best_checkpoint(tmp_path):
    stopped = {"stateful_callbacks": {"TrainerControl": {"args": {"should_training_stop": True}}}}
    first = checkpoint(tmp_path, 10)
    last = checkpoint(tmp_path, 20, best_global_step=10)
    assert not is_end(first)
    assert is_end(checkpoint(tmp_path, 30))
    assert is_end(checkpoint(tmp_path, 25, **stopped))
    assert best_of(last) == first
    (first / "seal.json").unlink()
    assert best_of(last) == last
