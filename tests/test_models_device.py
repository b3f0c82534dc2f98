"""Loading a model keeps the memory for compiled kernels small, unless the user has chosen otherwise."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

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
