"""`python -m rockybot`."""

from rockybot.cli import app

app(prog_name="rockybot")
