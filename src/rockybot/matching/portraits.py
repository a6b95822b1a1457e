"""A text → its portrait: what is spelt in it and what it means, each as a direction, so that products tell likeness."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rockybot.matching.index import HEAVIEST, LIGHTEST
from rockybot.matching.spelling import SPELT, spelling
from rockybot.matching.vectors import Array, vectors

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rockybot.matching.language import Language

MAX_REMEMBERED = 10_000
"""Words whose rows are remembered: 1.5 KB each."""

_NOTHING = ""
"""Stands for the words of a text that has none."""


class Portrait(NamedTuple):
    """Two directions of length 1, or none where nothing is known. For many texts each row is one of them."""

    spelt: Array
    meant: Array


def joined(portraits: Sequence[Portrait]) -> Portrait:
    """The portraits of many texts as one."""
    return Portrait(*map(np.concatenate, zip(*portraits, strict=True)))


class Batch(NamedTuple):
    """Some texts: their words, by number, in a row, and where each text begins among these. No text is empty."""

    words: Array
    begins: Array


class _Word(NamedTuple):
    """What a word adds to a portrait, spelt and meant in one row."""

    stem: str
    weight: float
    row: Array


class Painter:
    """Paints texts beside `count` others: a stem that is `found` in many of these counts little."""

    def __init__(self, found: Mapping[str, int], count: int, language: Language) -> None:
        self._found = found
        self._count = count
        self._language = language
        self._turns: tuple[Array, Array] | None = None
        self._words: dict[str, _Word] = {}

    def __getstate__(self) -> dict[str, object]:
        """All but the words that were met: they are soon met again."""
        return {**self.__dict__, "_words": {}}

    def turn(self, sample: Portrait, directions: int) -> None:
        """From now on keeps to so many main directions of a sample: less noise, and less to compare."""
        self._turns = _main(sample.spelt, directions), _main(sample.meant, directions)

    def paint(self, words: Sequence[str]) -> Portrait:
        """The portrait of a text of those words."""
        row = np.add.reduce([self._word(word).row for word in words or (_NOTHING,)])
        spelt, meant = _unit(row[:SPELT]), _unit(row[SPELT:])
        return Portrait(spelt @ self._turns[0], meant @ self._turns[1]) if self._turns else Portrait(spelt, meant)

    def gallery(self, texts: Iterable[str]) -> Portrait:
        """The portraits of some texts, a row each."""
        numbers: dict[str, int] = {}
        said = [[numbers.setdefault(word, len(numbers)) for word in text.split() or (_NOTHING,)] for text in texts]
        begins = np.cumsum([0, *map(len, said[:-1])])
        portraits = self.painted(Batch(np.concatenate(said), begins), list(numbers))
        self._words.clear()  # only some are asked, and hundreds of stories needn't remember the others
        return portraits

    def painted(self, batch: Batch, words: Sequence[str]) -> Portrait:
        """The portraits of a batch, a row each; its numbers stand for these words."""
        numbers, places = np.unique(batch.words, return_inverse=True)
        rows = np.array([self._word(words[number]).row for number in numbers.tolist()])
        sums = _sums(rows, places, batch.begins)
        spelt, meant = _units(sums[:, :SPELT]), _units(sums[:, SPELT:])
        return Portrait(spelt @ self._turns[0], meant @ self._turns[1]) if self._turns else Portrait(spelt, meant)

    def weight(self, word: str) -> float:
        """What a word tells, from `LIGHTEST` to `HEAVIEST`."""
        return LIGHTEST + (HEAVIEST - LIGHTEST) * self._word(word).weight / log(1 + self._count)

    def common(self, word: str) -> float:
        """How common a word is in this pack, 0 to 1."""
        return log(1 + self._found.get(self._language.stem(word), 0)) / log(1 + self._count)

    def told(self, words: Iterable[str]) -> dict[str, float]:
        """The stems of some words, each with what it tells in this pack, by how few of its texts have it."""
        return {known.stem: known.weight for known in map(self._word, words)}

    def _word(self, word: str) -> _Word:
        known = self._words.get(word)
        if known is None:
            stem = self._language.stem(word)
            weight = log(1 + self._count / self._found.get(stem, 1))
            table = vectors()
            meant = np.zeros(0, np.float32) if table is None else table.of(word)
            spelt = spelling(stem) * weight if word else np.zeros(SPELT)
            known = _Word(stem, weight, np.concatenate((spelt, meant), dtype=np.float32))
            if len(self._words) < MAX_REMEMBERED:
                self._words[word] = known
        return known


def _main(rows: Array, count: int) -> Array:
    """The directions in which most of some rows lie, so many of them."""
    _, directions = np.linalg.eigh(rows.T @ rows)
    return np.ascontiguousarray(directions[:, ::-1][:, :count])


def _sums(rows: Array, places: Array, begins: Array) -> Array:
    """The sum of some rows for each text: all first words, then all second ones; ten times as quick as `reduceat`."""
    lengths = np.diff(begins, append=len(places))
    order = np.argsort(-lengths, kind="stable")
    begins, lengths = begins[order], lengths[order]
    added = rows[places[begins]]
    for place in range(1, int(lengths[0])):
        long = int(np.searchsorted(-lengths, -place))
        added[:long] += rows[places[begins[:long] + place]]
    sums = np.empty_like(added)
    sums[order] = added
    return sums


def _unit(direction: Array) -> Array:
    length = float(direction @ direction) ** 0.5
    return direction / length if length else direction


def _units(directions: Array) -> Array:
    lengths = np.sqrt(np.einsum("ij,ij->i", directions, directions))
    return directions / np.where(lengths > 0, lengths, 1)[:, np.newaxis]
