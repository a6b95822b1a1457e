"""The phrasings of a large pack, counted through: their words, their texts, and which of them says just that."""

from __future__ import annotations

from bisect import bisect_right
from hashlib import blake2b
from itertools import accumulate, chain, islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rockybot.matching.portraits import Batch
from rockybot.matching.text import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rockybot.matching.language import Language
    from rockybot.matching.vectors import Array
    from rockybot.packs import Fact

BATCH = 512
"""Phrasings that are read and painted at a time: the sums of more no longer stay in the processor's own memory."""


class Said(NamedTuple):
    """What some phrasings say: their words, and batch by batch which of these each has."""

    words: Sequence[str]
    batches: list[Batch]

    def found(self, language: Language) -> dict[str, int]:
        """The stems of all words, each with the number of phrasings that have it."""
        stems: dict[str, int] = {}
        stem_of = np.array([stems.setdefault(language.stem(word), len(stems)) for word in self.words])
        counts = np.zeros(len(stems), np.int64)
        for words, begins in self.batches:
            owners = np.repeat(np.arange(len(begins)), np.diff(begins, append=len(words)))
            once = np.unique(owners * len(stems) + stem_of[words])
            counts += np.bincount(once % len(stems), minlength=len(stems))
        return dict(zip(stems, counts.tolist(), strict=True))


class Phrasings:
    """The phrasings of `facts` by number. Their texts stay in the pack; kept of each is a `key` of 64 bits."""

    def __init__(self, facts: Sequence[Fact], keys: Array, language: Language) -> None:
        self._facts = facts
        self._language = language
        self._ends = list(accumulate(len(fact.questions) for fact in facts))
        self._order = np.argsort(keys, kind="stable").astype(np.int32)
        self._keys = keys[self._order]

    def fact(self, number: int) -> int:
        """The fact that has a phrasing, by number."""
        return bisect_right(self._ends, number)

    def text(self, number: int) -> str:
        """A phrasing as curated."""
        fact = self.fact(number)
        return self._facts[fact].questions[number - self._ends[fact]]  # counted from its last one

    def word_for_word(self, words: list[str]) -> Iterator[int]:
        """The phrasings of exactly these words."""
        key = np.frombuffer(_key(words), "<u8")[0]
        first, behind = self._keys.searchsorted(key), self._keys.searchsorted(key, "right")
        for number in self._order[first:behind].tolist():
            if words_of(self.text(number), self._language) == words:
                yield number


def read_phrasings(
    facts: Sequence[Fact], language: Language, on_progress: Callable[[int], object]
) -> tuple[Phrasings, Said]:
    """The phrasings of some facts, and what they say; `on_progress` is told how many were read."""
    vocabulary = _Vocabulary({"": 0})
    keys = bytearray()
    batches: list[Batch] = []
    texts = (question for fact in facts for question in fact.questions)
    while some := list(islice(texts, BATCH)):
        said = [words_of(text, language) for text in some]
        keys += b"".join(map(_key, said))
        numbers = [[vocabulary[word] for word in words] or [0] for words in said]
        begins = np.fromiter(accumulate(map(len, numbers[:-1]), initial=0), np.int32, len(numbers))
        least = np.min_scalar_type(len(vocabulary))  # two bytes a word where four aren't needed
        batches.append(Batch(np.fromiter(chain.from_iterable(numbers), least), begins))
        on_progress(len(keys) // 8)
    return Phrasings(facts, np.frombuffer(keys, "<u8"), language), Said(tuple(vocabulary), batches)


class _Vocabulary(dict[str, int]):
    """Word → its number; a new word gets the next one."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


def _key(words: Sequence[str]) -> bytes:
    return blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
