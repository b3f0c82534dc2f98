"""The dependency rule, and that importing the package stays cheap."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "summarizer"
HEAVY = {
    "torch",
    "transformers",
    "sentence_transformers",
    "datasets",
    "accelerate",
    "peft",
    "numpy",
    "pyarrow",
    "pandas",
    "scipy",
}
RANKS = (
    {"types", "errors", "boilerplate", "dates", "names", "quote_marks"},
    {"text",  "quantities", "attribution", "components", "interfaces", "validation", "yaml_source", "updates"},
    {"config", "standalone", "clauses", "references", "citations", "disagreement"},
    {"models", "origins", "quotations", "speakers"},
    {"speech"},
    {"passages", "borrowed"},
    {
        "readers", "summarizers", "aligners", "claims", "compare", "facts", "digest", "grounding", "report",
        "framing", "timeline",
        "journal", "metrics",
    },
    {"pipeline", "storage", "training"},
    {"evaluation"},
    {"commands"},
    {"cli", "__main__"},
)  # fmt: skip
RANK = {name: rank for rank, names in enumerate(RANKS) for name in names}


def unit(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree: ast.AST, *, top_level: bool) -> set[str]:
    """Modules imported, those under `if TYPE_CHECKING` and, for `top_level`, those in functions left out."""
    found: set[str] = set()

    def visit(node: ast.AST) -> None:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            return
        if top_level and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            return
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        for child in ast.iter_child_nodes(node):
            visit(child)

    visit(tree)
    return found


def upward(path: Path, tree: ast.AST) -> list[str]:
    own = unit(path)
    names = {name.split(".")[1] for name in imports(tree, top_level=False) if name.startswith("summarizer.")}
    return sorted(name for name in names - {own} if RANK[name] >= RANK[own])


def heavy(tree: ast.AST) -> set[str]:
    return {name.split(".")[0] for name in imports(tree, top_level=True)} & HEAVY


FILES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.name != "__init__.py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_downward_and_are_light(path):
    tree = ast.parse(path.read_text("utf-8"))
    assert unit(path) in RANK, f"give {unit(path)} a rank"
    assert upward(path, tree) == []
    assert heavy(tree) == set()


def test_the_rule_catches_an_upward_and_a_sibling_import():
    for source in ("from summarizer.cli import main", "from summarizer.report import write_comparison"):
        assert upward(PACKAGE / "claims.py", ast.parse(source))
        assert upward(PACKAGE / "claims.py", ast.parse(f"def f():\n    {source}"))
    assert upward(PACKAGE / "claims.py", ast.parse("from summarizer.text import prose")) == []


def test_the_rule_catches_a_heavy_import_at_module_level():
    assert heavy(ast.parse("import torch")) == {"torch"}
    assert heavy(ast.parse("class A:\n    from transformers import AutoModel")) == {"transformers"}
    assert heavy(ast.parse("def f():\n    import torch")) == set()
    assert heavy(ast.parse("if TYPE_CHECKING:\n    import torch")) == set()


def test_importing_the_package_and_asking_for_help_loads_nothing_heavy():
    code = (
        "import sys, summarizer\nfrom summarizer.cli import main\nsys.argv = ['summarizer', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print(sorted(set(sys.modules) & {HEAVY!r}))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "[]"


def test_no_pickles_and_no_remote_code():
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg in ("trust_remote_code", "weights_only"):
                assert isinstance(node.value, ast.Constant)
                assert node.value.value is (node.arg == "weights_only")
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                assert (node.value.id, node.attr) not in {
                    ("torch", "load"),
                    ("pickle", "load"),
                    ("pickle", "loads"),
                }
