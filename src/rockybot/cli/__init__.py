"""The command line: parses, calls, prints.

Each command's module imports what only it needs when it is called, so that `ask` starts in a blink.
"""

from rockybot.cli.commands import app

__all__ = ["app"]
