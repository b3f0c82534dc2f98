"""The meta-evaluation reads the four sets and finds the agreement that was planted in invented ones."""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
from pathlib import Path

import pytest

ARTICLES = [
    "The river rose on Monday. Officials moved 1,200 people out of three villages. Nobody was hurt.",
    "The council closed the bridge on Friday. Repairs cost 40 million euros. Trains run as before.",
    "A storm cut power in the north. Crews of 300 workers mended the lines. Schools opened on Tuesday.",
]


@pytest.fixture(scope="module")
def meta():
    path = Path(__file__).parent.parent / "eval" / "meta.py"
    spec = importlib.util.spec_from_file_location("meta_evaluation", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def summaries(article):
    """From best to worst."""
    first, second, _ = article.split(". ")
    return {
        "good": f"{first}. {second}.",
        "fair": f"{first}. Nothing is known.",
        "bad": "Shares of 77 banks fell in Rome.",
    }


def write(folder, name, rows):
    with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def data(tmp_path):
    marks = {"good": 5, "fair": 3, "bad": 1}
    write(
        tmp_path,
        "summeval_cnndm.test",
        [
            {
                "id": str(i),
                "document": article,
                "summaries": [article],
                "systems": summaries(article),
                "human": {
                    system: dict.fromkeys(("coherence", "consistency", "fluency", "relevance"), mark)
                    for system, mark in marks.items()
                },
            }
            for i, article in enumerate(ARTICLES)
        ],
    )
    write(
        tmp_path,
        "qags_cnndm.test",
        [
            {
                "id": f"{i}{system}",
                "document": article,
                "summary": text,
                "sentences": [{"consistent": marks[system] > 2}],
            }
            for i, article in enumerate(ARTICLES)
            for system, text in summaries(article).items()
        ],
    )
    write(
        tmp_path,
        "rank19_falke.test",
        [
            {
                "id": f"r{i}-{kind}",
                "a": article,
                "b": summaries(article)[system],
                "label": int(kind == "correct"),
            }
            for i, article in enumerate(ARTICLES)
            for kind, system in (("correct", "good"), ("incorrect", "bad"))
        ],
    )
    write(
        tmp_path,
        "polytope_cnndm.test",
        [
            {
                "id": f"p{i}{system}",
                "document": article,
                "summary": text,
                "system": system,
                "errors": [{"subtype": "Inaccuracy_internal"}] * (5 - marks[system]),
            }
            for i, article in enumerate(ARTICLES)
            for system, text in summaries(article).items()
        ],
    )
    return tmp_path


def test_planted_agreement_is_found(meta, data, monkeypatch):
    output = data / "table.md"
    monkeypatch.setattr(
        "sys.argv", ["meta.py", "--data", str(data), "--aligner", "overlap", "--output", str(output)]
    )
    meta.main()
    lines = output.read_text("utf-8").splitlines()
    kendall = lines.index("### SummEval, among systems: Kendall")
    rouge = next(line for line in lines[kendall:] if line.startswith("| rouge1, 11 references"))
    assert rouge.count("1.00 [1.00, 1.00]") == 4
    consistency = lines[lines.index("### Consistency with the source") :]
    head = [cell.strip() for cell in consistency[2].split("|")]
    numbers = [
        cell.strip()
        for cell in next(one for one in consistency if one.startswith("| number_precision")).split("|")
    ]
    assert numbers[head.index("Rank19, right one first")] == "1.00 [1.00, 1.00] n=3"
    support = [
        cell.strip()
        for cell in next(one for one in consistency if one.startswith("| support_strength")).split("|")
    ]
    assert support[head.index("Rank19, right one first")] == "1.00 [1.00, 1.00] n=3"
    assert support[head.index("the same among 9 systems")] == "1.00 [1.00, 1.00]"
    assert support[head.index("PolyTope without omissions, Kendall")] == "none n=9"


def test_a_missing_set_is_named(meta, tmp_path):
    with pytest.raises(SystemExit, match=r"summeval_cnndm\.test\.jsonl\.gz is not there"):
        meta.read(tmp_path, "summeval_cnndm.test")
