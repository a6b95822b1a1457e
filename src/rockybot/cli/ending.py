"""How a command ends: one error on standard error, an exit status, no traceback."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from rockybot.errors import RockybotError

if TYPE_CHECKING:
    from collections.abc import Iterator

UNANSWERED = 1
BROKEN = 2


@contextmanager
def ending() -> Iterator[None]:
    """Turns an error that a person can mend into its text and exit status `BROKEN`, and Ctrl-C into 130."""
    try:
        yield
    except RockybotError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(BROKEN) from None
    except BrokenPipeError:  # the reader (`head`, say) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except OSError as error:
        where = f"{error.filename}: " if error.filename else "The output can't be written: "
        typer.echo(f"{where}{error.strerror or error}", err=True)
        raise typer.Exit(BROKEN) from None
    except KeyboardInterrupt:
        typer.echo(err=True)
        raise typer.Exit(130) from None
