"""`summarizer evaluate` as it is typed: every form, its files, its exit codes, and errors without a traceback."""

from __future__ import annotations

import gzip
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from run_cases import Picky
from typer.testing import CliRunner

from summarizer.cli import app

ROOT = Path(__file__).parent.parent
FIRST = "The harbour of Tollen counted fourteen otters on Monday."
SECOND = "A ferry to Brill was late by an hour."


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("SUMMARIZER_DATA", raising=False)


def call(*arguments, code=0):
    result = CliRunner().invoke(app, ["evaluate", *map(str, arguments)])
    assert result.exit_code == code, result.output
    return result


def error(*arguments):
    lines = call(*arguments, code=2).stderr.splitlines()
    assert lines
    assert all(line.startswith("error: ") for line in lines)
    return "\n".join(lines)


def write(name, *rows):
    Path(name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return name


def news(*, animal="otter"):
    rows = [{"id": f"n{i}", "document": f"{FIRST} {SECOND}", "summary": FIRST} for i in range(3)]
    rows[1]["document"] = rows[1]["document"].replace("otter", animal)
    return write("news.jsonl", *rows)


DATA = ("--document", "document", "--reference", "summary", "--words", "12")


def test_data_with_two_systems_and_files():
    files = ["--json", "scores.json", "-o", "r.md", "-o", "r.html", "-o", "r.csv", "-o", "r.tex"]
    text = call("--data", news(), *DATA, "--system", "lead", "--system", "lexrank", *files).stdout
    assert "rouge1" in text
    assert "lead − lexrank" in text
    scores = json.loads(Path("scores.json").read_text("utf-8"))
    assert [system["name"] for system in scores["systems"]] == ["lead", "lexrank"]
    assert scores["systems"][0]["scores"]["rouge1"]["n"] == 3
    for name in ("r.md", "r.html", "r.csv", "r.tex"):
        assert Path(name).stat().st_size > 100
    assert list(Path("cache", "evaluation").glob("*.jsonl"))


def test_stories():
    articles = [{"outlet": "Mail", "text": f"{FIRST} {SECOND}"}, {"outlet": "Echo", "text": FIRST}]
    path = write("stories.jsonl", {"id": "s", "articles": articles, "summary": FIRST})
    text = call("--data", path, "--articles", "articles", "--reference", "summary", "-s", "lead").stdout
    assert "1 stories" in text
    assert "balance" in text


def test_no_cache_keeps_nothing():
    call("--data", news(), *DATA, "-s", "lead", "--no-cache")
    assert not Path("cache").exists()


def test_sentences_limit_and_metric():
    rest = ("--sentences", "1", "--limit", "2", "--metric", "rouge,f1_only=true", "--json", "s.json")
    call("--data", news(), "--reference", "summary", "-s", "lead", *rest)
    lead = json.loads(Path("s.json").read_text("utf-8"))["systems"][0]
    assert lead["scores"]["rouge1"]["value"] == 1.0
    assert lead["scores"]["rouge1"]["n"] == 2
    assert "rouge1_recall" not in lead["scores"]


def test_predictions():
    Path("p.txt").write_text(f"{FIRST}\n{SECOND}\n", encoding="utf-8")
    Path("r.txt").write_text(f"{FIRST}\n{FIRST}\n", encoding="utf-8")
    text = call("--predictions", "p.txt", "--references", "r.txt").stdout
    assert "2 summaries" in text


def test_a_task_without_its_data_is_skipped():
    assert "skipped" in call("--task", "cnn-dailymail", "--system", "lead").stderr


def test_a_task_of_the_user():
    news()
    Path("mine.yaml").write_text(
        "title: My news\ndata: news.jsonl\nreference: summary\nlength: {words: 12}\nsystems: [lead]\n",
        "utf-8",
    )
    assert "My news" in call("--task", "mine.yaml").stdout


def test_a_failed_item_shows_and_exits_with_1():
    result = call("--data", news(animal="eel"), *DATA, "-s", f"{Picky.__module__}:Picky", code=1)
    assert "1 of 3 failed" in result.stdout
    assert "n1: ValueError: no texts with eel" in result.stdout


def test_alignment():
    rows = [
        {"a": FIRST, "b": FIRST, "label": "same", "story": "s1"},
        {"a": FIRST, "b": SECOND, "label": "none", "story": "s2"},
    ]
    text = call("alignment", write("pairs.jsonl", *rows), "--system", "overlap", "--json", "s.json").stdout
    assert "aligned F1" in text
    scores = json.loads(Path("s.json").read_text("utf-8"))["systems"][0]["scores"]
    assert scores["aligned F1"]["value"] == 1.0
    assert scores["conflict F1"]["value"] is None


def test_facts():
    end = len(FIRST)
    story = {
        "id": "s",
        "articles": [{"outlet": "Mail", "text": FIRST}, {"outlet": "Echo", "text": FIRST}],
        "sentences": [[[0, end]], [[0, end]]],
        "facts": [{"fact": "Otters.", "support": {"0": [[0, end]], "1": [[0, end]]}, "disputed": None}],
    }
    text = call("facts", write("stories.jsonl", story), "--system", "overlap", "--json", "s.json").stdout
    assert "shared facts recall" in text
    scores = json.loads(Path("s.json").read_text("utf-8"))["systems"][0]["scores"]
    assert scores["shared facts recall"]["value"] == 1.0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--data", "x.jsonl", "--task", "xsum"), "give one of --data, --task and --predictions"),
        (("-s", "lead"), "give one of --data, --task and --predictions"),
        (("--predictions", "p.txt"), "--predictions needs --references FILE"),
        (("--data", "none.jsonl", "-s", "lead"), "none.jsonl: no such file"),
        (("--data", "news.jsonl", *DATA, "-s", "leed"), 'no system "leed"; did you mean "lead"'),
        (
            ("--data", "news.jsonl", *DATA, "-s", "lead", "-m", "ruge"),
            'no metric "ruge"; did you mean "rouge"',
        ),
        (("--data", "news.jsonl", *DATA, "-s", "lead", "-o", "r.xls"), 'the suffix ".xls" names no format'),
        (("--data", "news.jsonl", *DATA, "-s", "lead", "--match", "lexrank"), "--match"),
        (("--task", "nope"), 'no task "nope"'),
        (("--predictions", "p.txt", "--references", "r.txt", "--field", "prediktion=x"), "prediction=COLUMN"),
        (("alignment", "none.jsonl"), "none.jsonl: no such file"),
        (("facts", "news.jsonl", "--data", "nowhere"), "nowhere: no such folder of data sets (from --data)"),
        (("facts", "news.jsonl", "-s", "overlap"), "news.jsonl:1: "),
    ],
)
def test_errors(arguments, message):
    news()
    assert message in error(*arguments)


def test_the_script_runs_as_written():
    news()
    command = [sys.executable, ROOT / "scripts" / "evaluate.py", "news.jsonl", "result.md"]
    command += ["--reference", "summary", "--system", "lead", "--system", "lexrank", "--words", "12"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert "lead: rouge1" in done.stdout
    assert "lead - lexrank: " in done.stdout
    assert Path("result.md").read_text("utf-8").startswith("# news.jsonl")


def documented():
    """The commands and the Python example of the docs page."""
    page = (ROOT / "docs" / "evaluation.md").read_text("utf-8")
    blocks = re.findall(r"```(\w*)\n(.*?)```", page, re.DOTALL)
    lines = [line for language, block in blocks if not language for line in block.splitlines()]
    return [line for line in lines if "summarizer evaluate" in line], [
        b for lang, b in blocks if lang == "python"
    ]


def test_the_docs_page_runs_as_written(tmp_path, monkeypatch):
    news()
    end = len(FIRST)
    articles = [{"outlet": "Mail", "text": FIRST}, {"outlet": "Echo", "text": FIRST}]
    facts = [{"fact": "Otters.", "support": {"0": [[0, end]], "1": [[0, end]]}, "disputed": None}]
    story = {"id": "s", "articles": articles, "summary": FIRST, "sentences": [[[0, end]]] * 2, "facts": facts}
    write("stories.jsonl", story)
    write("pairs.jsonl", {"a": FIRST, "b": FIRST, "label": "same", "story": "s"})
    for name in ("mine.txt", "theirs.txt", "gold.txt"):
        Path(name).write_text(f"{FIRST}\n", encoding="utf-8")
    write("mine.jsonl", {"id": "x", "output": FIRST})
    write("gold.jsonl", {"id": "x", "target": FIRST})
    Path("my").mkdir()
    Path("my", "aligners.py").write_text("from summarizer.aligners.overlap import Overlap as Mine\n", "utf-8")
    Path("DIR").mkdir()
    with gzip.open("DIR/cnn_poc.val.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(Path("news.jsonl").read_text("utf-8"))
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("SUMMARIZER_DATA", "DIR")
    commands, examples = documented()
    assert len(commands) >= 7
    for command in commands:
        words = shlex.split(command.removeprefix("SUMMARIZER_DATA=DIR "))
        assert words[:2] == ["summarizer", "evaluate"]
        assert "skipped" not in call(*words[2:]).stderr
    for example in examples:
        exec(compile(example, "docs/evaluation.md", "exec"), {})
    assert Path("result.html").exists()


@pytest.mark.parametrize("command", [("evaluate",), ("evaluate", "alignment"), ("evaluate", "facts")])
def test_help_imports_nothing_heavy(command):
    heavy = ("torch", "transformers", "numpy", "jinja2", "datasets", "summarizer.pipeline")
    script = (
        "import sys; from summarizer.cli import app\n"
        f"try: app({[*command, '--help']!r})\n"
        f"except SystemExit as done: print(done.code, [name for name in {heavy!r} if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.splitlines()[-1] == "0 []"
