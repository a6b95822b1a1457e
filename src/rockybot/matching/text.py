"""A message → clean words in clauses. Nothing here knows a story."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rockybot.matching.language import Language

MAX_CHARACTERS = 2000
"""Read from each end of a message: Discord's own limit, and what keeps the longest input within its time."""

MAX_WORDS = 300

_QUOTES = str.maketrans("‘’‚‛`´ʼ′“”„«»", "''''''''\"\"\"\"\"")
_SIGNS = {"$": " dollar ", "£": " pound ", "€": " euro ", "%": " percent ", "&": " and "}
_SIGN = re.compile("|".join(map(re.escape, _SIGNS)))
_APOSTROPHE = re.compile(r"\b([^\W_]+)'([^\W_]*)")
_AUXILIARIES = {"re": "are", "ve": "have", "ll": "will", "d": "would", "m": "am", "em": "them"}
_NOT = {"can": "can", "won": "will", "shan": "shall"}
# Words whose 's is "is"; behind any other word it is a possessive.
_IS = frozenset(
    (
        "what",
        "who",
        "where",
        "when",
        "why",
        "how",
        "that",
        "there",
        "here",
        "it",
        "he",
        "she",
        "this",
        "everybody",
        "everyone",
    )
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_WORD = re.compile(r"\d+\.\d+|[^\W_]+")
_PUNCTUATION = str.maketrans(
    dict.fromkeys(set(map(chr, range(128))) - set("abcdefghijklmnopqrstuvwxyz0123456789"), " ")
)
# Not within a number: 1,000 and 2.125 are one word each.
_CLAUSE_END = re.compile(r"(?!(?<=\d)[.,:]\d)(?:[.?!;:\n\r()\[\]…–—|]+(?=\s|$|\w{3})|,|\s-+\s)")


class Part(NamedTuple):
    """A stretch of a text between stops."""

    text: str
    asked: bool
    """Whether a question mark ends it."""
    aside: bool
    """Whether it stands between two commas."""


def plain(message: str) -> str:
    """The message in lower case with plain quotes, no accents and no invisible signs; its two ends if it is long."""
    if len(message) > 2 * MAX_CHARACTERS:
        message = f"{message[:MAX_CHARACTERS]}\n{message[-MAX_CHARACTERS:]}"
    if message.isascii():
        return message.lower()
    message = message.translate(_QUOTES)
    if message.isascii():
        return message.lower()  # phones type curly quotes, and that is all there is to mend
    text = unicodedata.normalize("NFKD", message).translate(_QUOTES).lower()
    return "".join(sign for sign in text if unicodedata.category(sign) not in ("Mn", "Cf"))


def words(text: str, language: Language) -> list[str]:
    """The words of a plain text, contractions and slang written out, possessives dropped; at most `MAX_WORDS`."""
    if "'" in text:
        text = _APOSTROPHE.sub(_written_out, text)
    if "," in text:
        text = _THOUSANDS.sub("", text)
    if _SIGN.search(text):
        text = _SIGN.sub(lambda match: _SIGNS[match[0]], text)
    # The common case goes without the regular expression: a pack of 5,000 phrasings is read in 50 ms.
    found = text.translate(_PUNCTUATION).split() if text.isascii() and "." not in text else _WORD.findall(text)
    if not language.rewrites.keys().isdisjoint(found):
        found = [plain_word for word in found for plain_word in language.rewrites.get(word, (word,))]
    return found[:MAX_WORDS]


def words_of(message: str, language: Language) -> list[str]:
    """The words of a message as it was typed, clauses run together."""
    return words(plain(message), language)


def clauses(text: str) -> list[Part]:
    """The parts of a plain text between stops, dashes and commas, empty ones left out."""
    found: list[Part] = []
    start, before = 0, ""
    for end in (*_CLAUSE_END.finditer(text), None):
        part = text[start : end.start() if end else len(text)].strip()
        behind = end[0].strip() if end else ""
        if part:
            found.append(Part(part, asked="?" in behind, aside=before == behind == ","))
        start, before = end.end() if end else 0, behind
    return found


def _written_out(match: re.Match[str]) -> str:
    word, ending = match[1], match[2]
    if ending == "t" and word.endswith("n"):
        return f"{_NOT.get(word, word[:-1])} not"
    if ending == "s":
        if word == "let":
            return "let us"
        return f"{word} is" if word in _IS else word
    return f"{word} {_AUXILIARIES.get(ending, ending)}"
