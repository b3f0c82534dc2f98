from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: opens a report in Chromium; skipped where none is installed")


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Path]]:
    """Folders with tiny models, each made once: `tiny("bart")`, `tiny("t5", window=64)`; see tiny_models.py."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # work so small is only slowed down by sharing it
    made: dict[tuple[object, ...], Path] = {}

    def folder(kind: str, *, window: int = 512, taught: bool = True) -> Path:
        from tiny_models import make

        key = (kind, window, taught)
        if key not in made:
            made[key] = make(
                kind, tmp_path_factory.mktemp("tiny") / f"tiny-{kind}", window=window, taught=taught
            )
        return made[key]

    yield folder
    torch.set_num_threads(threads)
