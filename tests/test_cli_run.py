"""`summarizer run`: results as they come, and the same results however often it is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from run_cases import FAST, contents, row, write_rows
from typer.testing import CliRunner

from summarizer.cli import app

SLOW = ("-s", "run_cases:Slow", "--aligner", "overlap")


def run(*arguments, code=0):
    result = CliRunner().invoke(app, ["run", *(str(part) for part in arguments)])
    assert result.exit_code == code, result.output
    return result


def start(*arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "summarizer.cli", "run", *(str(part) for part in arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def wait_for_results(folder: Path, number: int) -> None:
    journal = folder / "results.jsonl"
    for _ in range(3000):
        if journal.exists() and journal.read_bytes().count(b"\n") >= number:
            return
        time.sleep(0.01)
    raise AssertionError(f"no {number} results came")


def test_run_writes_reports_and_tells_of_each_story(tmp_path):
    source = write_rows(tmp_path / "s.jsonl", [row(1), row(2)])
    result = run("default", source, "-o", tmp_path / "out", *FAST)
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == [
        "done    story 1",
        "done    story 2",
    ]
    assert "2 done, 0 failed" in result.stderr
    assert len(list((tmp_path / "out/stories").glob("*.html"))) == 2
    assert "1 otters counted" in (tmp_path / "out/index.html").read_text()


def test_configuration_names_input_and_output(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_rows(tmp_path / "s.jsonl", [{"body": "The harbour counted nine otters on Monday.", "id": "x"}])
    (tmp_path / "mine.yaml").write_text(
        "summarizer: {name: lead}\naligner: {name: overlap}\n"
        "input: {paths: [s.jsonl], fields: {text: body}}\noutput: {folder: out, formats: [csv]}\n"
    )
    run("mine.yaml")
    assert {path.suffix for path in (tmp_path / "out/stories").iterdir()} == {".csv", ".json"}


def test_limit_can_be_raised_later(tmp_path):
    source = write_rows(tmp_path / "s.jsonl", [row(number) for number in range(4)])
    run("default", source, "-o", tmp_path / "out", *FAST, "--limit", 2)
    result = run("default", source, "-o", tmp_path / "out", *FAST)
    assert len(result.stdout.splitlines()) == 2
    assert "2 done, 2 from before, 0 failed" in result.stderr
    run("default", source, "-o", tmp_path / "straight", *FAST)
    assert contents(tmp_path / "out") == contents(tmp_path / "straight")


def test_failed_stories_exit_with_1_and_are_tried_again(tmp_path):
    source = write_rows(tmp_path / "s.jsonl", [row(1), {"id": "empty", "articles": []}, row(3)])
    result = run("default", source, "-o", tmp_path / "out", *FAST, code=1)
    assert "failed  empty" in result.stdout
    assert "warning: " in result.stderr
    write_rows(tmp_path / "s.jsonl", [row(1), {**row(2), "id": "empty"}, row(3)])
    result = run("default", source, "-o", tmp_path / "out", *FAST)
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == ["done    empty"]


def test_article_that_cannot_be_summarized_leaves_the_story(tmp_path):
    source = write_rows(tmp_path / "s.jsonl", [row(1), row(2, animal="eel")])
    for _ in range(2):
        result = run(
            "default", source, "-o", tmp_path / "out", "-s", "run_cases:Picky", "--aligner", "overlap", code=1
        )
        assert "warning: 2a (summarize): ValueError: no texts with eel" in result.stderr
    assert len((tmp_path / "out/results.jsonl").read_text().splitlines()) == 2
    assert len((tmp_path / "out/failures.jsonl").read_text().splitlines()) == 2


def test_other_options_in_the_same_folder_need_restart(tmp_path):
    source = write_rows(tmp_path / "s.jsonl", [row(1)])
    run("default", source, "-o", tmp_path / "out", *FAST)
    result = run("default", source, "-o", tmp_path / "out", *FAST, "--words", 30, code=2)
    assert "config.length.words was 60, is 30" in result.stderr
    run("default", source, "-o", tmp_path / "out", *FAST, "--words", 30, "--restart")


def test_results_of_other_component_defaults_are_not_continued(tmp_path):
    source = write_rows(tmp_path / "s.jsonl", [row(1), row(2)])
    run("default", source, "-o", tmp_path / "out", *FAST, "--limit", 1)
    about = tmp_path / "out/run.json"
    earlier = json.loads(about.read_text())
    assert earlier["settings"]["components"]["aligner"].startswith(
        "overlap|near:0.06|partial:0.105|same:0.25|"
    )
    earlier["settings"]["components"]["aligner"] = "overlap|partial:0.2|same:0.25|v0"
    about.write_text(json.dumps(earlier))
    assert "components.aligner was" in run("default", source, "-o", tmp_path / "out", *FAST, code=2).stderr


def test_quiet_says_nothing(tmp_path):
    result = run("default", write_rows(tmp_path / "s.jsonl", [row(1)]), "-o", tmp_path / "out", *FAST, "-q")
    assert result.output == ""


def test_progress_bar_leaves_the_lines_alone(tmp_path, monkeypatch):
    monkeypatch.setattr("summarizer.commands.run.is_terminal", lambda: True)
    source = write_rows(tmp_path / "s.jsonl", [row(1), row(2)])
    result = run("default", source, "-o", tmp_path / "out", *FAST)
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == [
        "done    story 1",
        "done    story 2",
    ]


def test_progress_is_told_now_and_then(tmp_path, monkeypatch):
    monkeypatch.setattr("summarizer.commands.run.SECONDS_BETWEEN_LINES", 0)
    source = write_rows(tmp_path / "s.jsonl", [row(1), row(2)])
    told = run("default", source, "-o", tmp_path / "out", *FAST).stderr
    assert "1 done, 0 failed" in told
    assert "2 done, 0 failed" in told


@pytest.mark.parametrize("kills", [1, 3])
def test_killed_run_loses_nothing_and_repeats_nothing(tmp_path, kills):
    source = write_rows(tmp_path / "s.jsonl", [row(number) for number in range(12)])
    run("default", source, "-o", tmp_path / "whole", *SLOW)
    done = 0
    for kill in range(kills):
        process = start("default", source, "-o", tmp_path / "cut", *SLOW)
        wait_for_results(tmp_path / "cut", 3 * (kill + 1))
        process.kill()
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        done = (tmp_path / "cut/results.jsonl").read_bytes().count(b"\n")
    assert 3 * kills <= done < 12
    result = run("default", source, "-o", tmp_path / "cut", *SLOW)
    assert f"{12 - done} done, {done} from before, 0 failed" in result.stderr
    assert contents(tmp_path / "cut") == contents(tmp_path / "whole")
    stories = [
        json.loads(line)["story"] for line in (tmp_path / "cut/results.jsonl").read_text().splitlines()
    ]
    assert stories == [f"story {number}" for number in range(12)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_interrupted_run_says_how_to_go_on(tmp_path):
    source = write_rows(tmp_path / "s.jsonl", [row(number) for number in range(12)])
    process = start("default", source, "-o", tmp_path / "cut", *SLOW)
    wait_for_results(tmp_path / "cut", 2)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "interrupted; the same command goes on" in told
    assert "Traceback" not in told
    assert (tmp_path / "cut/index.html").exists()
    run("default", source, "-o", tmp_path / "cut", *SLOW)
    run("default", source, "-o", tmp_path / "whole", *SLOW)
    assert contents(tmp_path / "cut") == contents(tmp_path / "whole")
