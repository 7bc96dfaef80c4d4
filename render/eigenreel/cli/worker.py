"""eigenreel worker."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from eigenreel.cli.arguments import scheduler_address
from eigenreel.options import worker_count


def worker(
    address: Annotated[
        str, typer.Argument(metavar="ADDRESS", help="The scheduler, as tcp://host:8786.", show_default=False)
    ],
    jobs: Annotated[
        int | None,
        typer.Option("-j", "--jobs", help="Cores to use; else as many as there is memory for.", show_default=False),
    ] = None,
) -> None:
    """Encode on this machine for renders elsewhere, until Ctrl-C. Needs no course, but their version of eigenreel.

    The scheduler comes with Dask and runs on any machine that the others reach. It does what it is told: keep strangers
    from its port.

    [bold]Examples[/bold]

    dask scheduler

    eigenreel worker tcp://render-box:8786

    eigenreel render --all --cluster tcp://render-box:8786
    """
    scheduler = scheduler_address(address)
    cores = worker_count(jobs) if jobs is not None else None
    # Imported late: it needs Dask and what encodes.
    from eigenreel.film.cluster_worker import serve

    serve(scheduler, cores, _say)


def _say(line: str) -> None:
    print(f"eigenreel: {line}", file=sys.stderr, flush=True)
