"""The scripts that users copy run as they stand, with the public names only."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import summarizer

ROOT = Path(__file__).parent.parent
STORY = ROOT / "examples" / "lindqvist-vaccine-trial"


@pytest.fixture
def config(tmp_path):
    """A configuration without weights, so that the test is fast."""
    path = tmp_path / "fast.yaml"
    path.write_text("summarizer: {name: lead}\naligner: {name: overlap}\n")
    return str(path)


def run(name, *arguments):
    command = [sys.executable, str(ROOT / "scripts" / name), *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment
    ).stdout


@pytest.mark.parametrize("name", ["summarize.py", "compare.py", "finetune.py"])
def test_script_uses_only_public_names_and_is_short(name):
    source = (ROOT / "scripts" / name).read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 65
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("summarizer"):
            assert node.module == "summarizer"
            assert {alias.name for alias in node.names} <= set(summarizer.__all__)


def test_summarize_script(config):
    text = run("summarize.py", STORY, "--config", config, "--words", "40")
    assert text.count("  [") >= len(list(STORY.glob("*.md")))
    assert "failed" not in text


def test_compare_script(config, tmp_path):
    report = tmp_path / "report.html"
    text = run("compare.py", STORY, report, "--config", config)
    assert "articles of" in text
    assert "unique" in text
    assert report.read_text(encoding="utf-8").startswith("<!doctype html>")
