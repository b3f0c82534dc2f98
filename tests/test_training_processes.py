"""Two processes on CPUs train one model: they share the work, and only the first tells and saves."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import tiny_models
import yaml
from training_cases import ODD_COLUMNS, odd_csv

pytest.importorskip("accelerate")
ROOT = Path(__file__).parent.parent


def test_two_processes_train_one_model(tmp_path):
    tiny_models.make("t5", tmp_path / "t5", taught=False)
    recipe = {
        "kind": "seq2seq",
        "model": str(tmp_path / "t5"),
        "data": {"train": [str(odd_csv(tmp_path / "odd.csv", 20))], "columns": ODD_COLUMNS},
        "training": {"epochs": 1, "batch_size": 2, "learning_rate": 1e-2},
        "options": {"max_summary": 12},
    }
    (tmp_path / "recipe.yaml").write_text(yaml.safe_dump(recipe), "utf-8")
    launch = (
        "-m accelerate.commands.launch --multi_gpu --num_processes 2 --num_machines 1 --mixed_precision no"
    )
    command = [*launch.split(), "--dynamo_backend", "no", "--main_process_port", "0", "-m", "summarizer.cli"]
    command += ["finetune", str(tmp_path / "recipe.yaml"), "-o", str(tmp_path / "out")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": ""}
    done = subprocess.run(
        [sys.executable, *command], capture_output=True, text=True, env=environment, timeout=600, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    counts = re.findall(r"(\d+) examples to learn from, (\d+) to measure on", done.stdout)
    assert len(counts) == 1
    train, validation = map(int, counts[0])
    assert f"step {-(-train // 4)} of {-(-train // 4)}: validation loss" in done.stdout
    assert f"| rouge1 | {validation} |" in done.stdout
    assert (tmp_path / "out" / "model" / "model.safetensors").is_file()
    (checkpoint,) = (tmp_path / "out" / "checkpoints").glob("checkpoint-*")
    assert {"rng_state_0.pth", "rng_state_1.pth", "seal.json"} <= {path.name for path in checkpoint.iterdir()}
