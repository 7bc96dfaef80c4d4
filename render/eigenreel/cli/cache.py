"""eigenreel cache."""

from __future__ import annotations

from typing import Annotated

import typer

from eigenreel.cli.arguments import Cache
from eigenreel.cli.report import file_size
from eigenreel.options import cache_folder, parse_bytes
from eigenreel.store import Store

cache = typer.Typer(
    name="cache",
    no_args_is_help=False,
    help="The cache: speech, encoded chunks, and which film was made from what. Deleting it loses only time.",
    epilog="Try: [bold]eigenreel cache size[/bold], [bold]eigenreel cache prune --keep 2GB[/bold]",
)


@cache.callback(invoke_without_command=True)
def cache_command(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@cache.command()
def size(cache: Cache = None) -> None:
    """Say where the cache is and how large.

    [bold]Example[/bold]: eigenreel cache size
    """
    store = Store(cache_folder(cache))
    typer.echo(f"{store.root}: {file_size(store.size())}")


@cache.command()
def prune(
    keep: Annotated[str, typer.Option("--keep", metavar="SIZE", help="How much may stay.")] = "5GB",
    cache: Cache = None,
) -> None:
    """Delete what was unused for longest.

    [bold]Example[/bold]: eigenreel cache prune --keep 500MB
    """
    store = Store(cache_folder(cache))
    freed = store.prune(parse_bytes(keep))
    typer.echo(f"{store.root}: {file_size(freed)} deleted, {file_size(store.size())} left")


@cache.command()
def verify(cache: Cache = None) -> None:
    """Delete what is damaged; it will be made again.

    [bold]Example[/bold]: eigenreel cache verify
    """
    store = Store(cache_folder(cache))
    damaged = store.verify()
    for path in damaged:
        typer.echo(f"{path}: damaged, deleted")
    typer.echo(f"{store.root}: {len(damaged)} damaged, {file_size(store.size())} sound")
