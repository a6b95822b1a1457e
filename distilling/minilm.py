"""The sentence model all-MiniLM-L6-v2 in numpy: six BERT layers, mean pooling. Only `distil.py` runs it."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

LAYERS, HEADS, SIZE = 6, 12, 384
EPSILON = 1e-12
LONGEST = 64
"""Pieces of a text that are read; the model itself stops at 256."""
BATCH = 256


def read_tensors(path: Path) -> dict[str, NDArray[np.float32]]:
    """The tensors of a safetensors file of 32-bit floats; others are left out."""
    data = path.read_bytes()
    (length,) = struct.unpack_from("<Q", data)
    header: dict[str, Any] = json.loads(data[8 : 8 + length])
    body = memoryview(data)[8 + length :]
    tensors = {}
    for name, about in header.items():
        if name != "__metadata__" and about["dtype"] == "F32":
            start, end = about["data_offsets"]
            tensors[name] = np.frombuffer(body[start:end], dtype="<f4").reshape(about["shape"])
    return tensors


@dataclass(frozen=True)
class Pieces:
    """The word pieces of the model, by text: a word is cut into the longest pieces from its beginning."""

    numbers: dict[str, int]

    @classmethod
    def read(cls, path: Path) -> Pieces:
        return cls({piece: number for number, piece in enumerate(path.read_text("utf-8").splitlines())})

    def of_word(self, word: str) -> list[int]:
        """The numbers of a lower-case word's pieces; that of [UNK] if it can't be cut."""
        found: list[int] = []
        at = 0
        while at < len(word):
            for end in range(len(word), at, -1):
                number = self.numbers.get(("##" if at else "") + word[at:end])
                if number is not None:
                    found.append(number)
                    at = end
                    break
            else:
                return [self.numbers["[UNK]"]]
        return found

    def of_text(self, words: Sequence[str]) -> list[int]:
        """The numbers of a text of words, between [CLS] and [SEP]."""
        pieces = [piece for word in words for piece in self.of_word(word)]
        return [self.numbers["[CLS]"], *pieces[: LONGEST - 2], self.numbers["[SEP]"]]


class MiniLM:
    """Turns texts into vectors of length 1."""

    def __init__(self, tensors: dict[str, NDArray[np.float32]]) -> None:
        self._of = {name.removeprefix("bert."): tensor for name, tensor in tensors.items()}

    def embed(self, texts: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """One row for each text of piece numbers, in their order."""
        out = np.zeros((len(texts), SIZE), np.float32)
        for places, batch in _batches(texts):
            means = self._forward(batch).mean(axis=1)
            out[places] = means / np.linalg.norm(means, axis=1, keepdims=True)
        return out

    def _forward(self, batch: NDArray[np.int64]) -> NDArray[np.float32]:
        """The last layer of texts that are equally long: no text needs to be filled up, so no mask."""
        count, length = batch.shape
        of = self._of
        hidden = of["embeddings.word_embeddings.weight"][batch]
        hidden = hidden + of["embeddings.position_embeddings.weight"][:length]
        hidden = self._norm(hidden + of["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for layer in range(LAYERS):
            name = f"encoder.layer.{layer}."
            query, key, value = (
                self._linear(hidden, f"{name}attention.self.{part}")
                .reshape(count, length, HEADS, SIZE // HEADS)
                .transpose(0, 2, 1, 3)
                for part in ("query", "key", "value")
            )
            attention = query @ key.transpose(0, 1, 3, 2) / np.float32((SIZE // HEADS) ** 0.5)
            attention = np.exp(attention - attention.max(axis=-1, keepdims=True))
            attention /= attention.sum(axis=-1, keepdims=True)
            mixed = (attention @ value).transpose(0, 2, 1, 3).reshape(count, length, SIZE)
            mixed = self._linear(mixed, f"{name}attention.output.dense")
            hidden = self._norm(hidden + mixed, f"{name}attention.output.LayerNorm")
            wide = _gelu(self._linear(hidden, f"{name}intermediate.dense"))
            hidden = self._norm(hidden + self._linear(wide, f"{name}output.dense"), f"{name}output.LayerNorm")
        return hidden

    def _linear(self, value: NDArray[np.float32], name: str) -> NDArray[np.float32]:
        shape = value.shape
        flat = value.reshape(-1, shape[-1]) @ self._of[f"{name}.weight"].T + self._of[f"{name}.bias"]
        return flat.reshape(*shape[:-1], flat.shape[-1])

    def _norm(self, value: NDArray[np.float32], name: str) -> NDArray[np.float32]:
        centred = value - value.mean(axis=-1, keepdims=True)
        scale = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + EPSILON)
        normed: NDArray[np.float32] = centred / scale * self._of[f"{name}.weight"] + self._of[f"{name}.bias"]
        return normed


def _batches(texts: Sequence[Sequence[int]]) -> Iterator[tuple[list[int], NDArray[np.int64]]]:
    by_length: dict[int, list[int]] = {}
    for place, text in enumerate(texts):
        by_length.setdefault(len(text), []).append(place)
    for places in by_length.values():
        for start in range(0, len(places), BATCH):
            part = places[start : start + BATCH]
            yield part, np.array([texts[place] for place in part])


def _gelu(value: NDArray[np.float32]) -> NDArray[np.float32]:
    """X · Φ(x), with the error function as Abramowitz and Stegun 7.1.26: right to 2e-7, and numpy has none."""
    scaled = np.abs(value) * np.float32(0.5**0.5)
    step = 1 / (1 + np.float32(0.3275911) * scaled)
    series = np.float32(1.061405429) * step - np.float32(1.453152027)
    series = series * step + np.float32(1.421413741)
    series = series * step - np.float32(0.284496736)
    series = (series * step + np.float32(0.254829592)) * step
    erf = np.sign(value) * (1 - series * np.exp(-scaled * scaled))
    return np.asarray(np.float32(0.5) * value * (1 + erf))
