"""Options that several commands share."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

LARGEST_ID = 2**63 - 1
"""What a database can hold; Discord's ids reach it in the year 2084."""


def server_id(text: str) -> int:
    """The id of a server as Discord copies it.

    Raises:
        BadParameter: it is none.
    """
    if not re.fullmatch(r"[0-9]{15,20}", text) or int(text) > LARGEST_ID:
        raise typer.BadParameter(
            f"{text[:40]!a} is no server id, a number of 15 to 20 digits that Discord gave; in Discord, switch on "
            "Developer Mode (Settings, Advanced), right-click the server's icon and choose Copy Server ID"
        )
    return int(text)


PackOption = Annotated[
    Path | None,
    typer.Option("--pack", metavar="FILE", help="The fact file (default: ROCKYBOT_PACK, else the shipped story)."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
ServerOption = Annotated[
    int,
    typer.Option("--server", metavar="ID", parser=server_id, help="The server's id (Developer Mode, Copy Server ID)."),
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do it; without this nothing is changed.")]
