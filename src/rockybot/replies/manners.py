"""What members say without asking anything, in every language that rockybot speaks."""

from __future__ import annotations

_GREETINGS = frozenset(
    (
        *("help", "hi", "hello", "hey", "hey there", "hi there", "hello there", "start", "commands"),
        *("hallo", "moin", "servus", "guten morgen", "guten tag", "guten abend", "hilfe"),
        *("hola", "buenas", "buenos días", "buenas tardes", "buenas noches", "ayuda"),
        *("bonjour", "bonsoir", "salut", "coucou", "aide"),
    )
)
_THANKS = frozenset(
    (
        *("thanks", "thank you", "thx", "ty", "cheers", "good bot", "nice", "great", "thanks a lot"),
        *("danke", "danke schön", "dankeschön", "danke dir", "vielen dank"),
        *("gracias", "muchas gracias", "mil gracias"),
        *("merci", "merci beaucoup", "merci bien"),
    )
)


def greets(text: str) -> bool:
    """Whether somebody only says hello or calls for help; so does who says nothing."""
    bare = _bare(text)
    return not bare or bare in _GREETINGS


def thanks(text: str) -> bool:
    """Whether somebody only says thank you."""
    return _bare(text) in _THANKS


def _bare(text: str) -> str:
    return text.casefold().strip(" ?!.¡¿")
