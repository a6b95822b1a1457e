"""What words mean, as directions: a small table made once from a sentence model, read where a pack asks for it.

`distilling/distil.py` writes the table; nothing of the model runs here. Each piece of a word is a row of bytes.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Mapping

Array: TypeAlias = NDArray[Any]


TABLE = Path(__file__).parent / "vectors.bin"

_HEAD = 12
"""Bytes of the numbers before the list of pieces: how many pieces, directions, and bytes of that list."""


class Vectors:
    """Directions of words. `scales` times `rows` is what each of the `pieces` adds."""

    def __init__(self, pieces: Mapping[str, int], scales: Array, rows: Array) -> None:
        self._pieces = pieces
        self._scales = scales
        self._rows = rows
        self.size = int(rows.shape[1])

    def of(self, word: str) -> Array:
        """What a lower-case word adds to the direction of a text; zeros if nothing is known of it."""
        numbers = self._cut(word)
        added = self._scales[numbers] @ self._rows[numbers]
        return np.asarray(added / max(1, len(numbers)) ** 0.5, np.float32)

    def _cut(self, word: str) -> list[int]:
        """The longest pieces from the beginning on; none if the word can't be cut whole."""
        found: list[int] = []
        at = 0
        while at < len(word):
            ends = range(len(word), at, -1)
            piece = next(
                (piece for end in ends if (piece := ("##" if at else "") + word[at:end]) in self._pieces), None
            )
            if piece is None:
                return []
            found.append(self._pieces[piece])
            at += len(piece) - (2 if at else 0)
        return found


@cache
def vectors() -> Vectors | None:
    """The table of the engine, mapped into memory; None if it was left out."""
    if not TABLE.is_file():
        return None
    count, size, length = (int(number) for number in np.fromfile(TABLE, "<u4", 3))
    padded = length + -length % 4
    mapped = np.memmap(TABLE, np.uint8, "r")
    pieces = mapped[_HEAD : _HEAD + length].tobytes().decode().split("\n")
    scales = mapped[_HEAD + padded :][: 4 * count].view("<f4")
    rows = mapped[_HEAD + padded + 4 * count :].view(np.int8).reshape(count, size)
    return Vectors({piece: number for number, piece in enumerate(pieces)}, scales, rows)
