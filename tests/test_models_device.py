"""Loading a model keeps the memory for compiled kernels small, and says when a precision is slow here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings

import pytest
import torch
from training_cases import article

from summarizer.commands.shell import errors_for_people
from summarizer.models import device
from summarizer.models.device import SlowPrecision, pick_dtype
from summarizer.training import session
from summarizer.training.recipe import recipe_from

VARIABLE = "ONEDNN_PRIMITIVE_CACHE_CAPACITY"


@pytest.mark.parametrize(("given", "expected"), [(None, "32"), ("500", "500")])
def test_few_kernels_are_kept(given, expected):
    environment = {name: value for name, value in os.environ.items() if name != VARIABLE}
    if given:
        environment[VARIABLE] = given
    code = (
        f"import os, sys, summarizer.models.device; print(os.environ['{VARIABLE}'], 'torch' in sys.modules)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [expected, "False"]


@pytest.mark.parametrize("computes", [True, False])
def test_only_bfloat16_by_name_on_a_cpu_without_it_is_slow(monkeypatch, computes):
    monkeypatch.setattr(device, "_cpu_computes_bfloat16", lambda: computes)
    assert [
        (name, where)
        for name in device.DTYPES
        for where in ("cpu", "cuda", "mps")
        if device.is_slow(name, where)
    ] == ([] if computes else [("bfloat16", "cpu")])


def test_slow_precision_is_told_once_in_a_line(monkeypatch, capsys):
    monkeypatch.setattr(device, "_cpu_computes_bfloat16", lambda: False)
    with warnings.catch_warnings(), errors_for_people():
        warnings.simplefilter("default")
        for _ in range(3):
            assert pick_dtype("bfloat16", torch.device("cpu")) == torch.bfloat16
        assert pick_dtype("auto", torch.device("cpu")) == torch.float32
    told = capsys.readouterr().err
    assert told.startswith('warning: dtype "bfloat16" is up to a hundred times as slow')
    assert told.count("\n") == 1
    with pytest.warns(SlowPrecision, match='"auto" or "float32" is fast'):
        pick_dtype("bfloat16", torch.device("cpu"))


@pytest.mark.parametrize(("precision", "expected"), [("bfloat16", 1), ("auto", 0), ("float32", 0)])
def test_a_check_names_the_key_of_a_slow_precision(monkeypatch, tmp_path, precision, expected):
    monkeypatch.setattr(device, "_cpu_computes_bfloat16", lambda: False)
    monkeypatch.setattr(session, "pick_device", lambda: torch.device("cpu"))
    rows = [
        json.dumps(dict(zip(("document", "summary"), article(number), strict=True))) for number in range(20)
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows), "utf-8")
    recipe = {
        "kind": "extractive",
        "model": "bundled",
        "data": {"train": [str(tmp_path / "rows.jsonl")]},
        "training": {"precision": precision},
    }
    found = [str(one) for one in session.check_training(recipe_from(recipe)) if "precision" in one.what]
    assert len(found) == expected
    assert all(one.startswith("! training.precision: bfloat16") and 'write "auto"' in one for one in found)
