"""Which requests and events go wrong, and how; the same seed lets the same ones go wrong."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import Literal, get_args

RequestFault = Literal["rate_limited", "server_error", "server_error_twice", "reset", "reset_after", "slow"]
Malformation = Literal["missing", "null", "types", "json"]

MALFORMED: dict[Malformation, tuple[str, str]] = {
    "missing": ("INTERACTION_CREATE", "{}"),
    "null": ("MESSAGE_CREATE", "null"),
    "types": ("GUILD_CREATE", '{"id":[],"roles":"none","channels":7}'),
    "json": ("", '{"op":0,"t":'),
}
"""Event and data of each kind; the last one is no JSON at all."""


@dataclass(frozen=True)
class Faults:
    """How probable each fault is: of a callback or message request, or of an event."""

    rate_limited: float = 0
    """429, to be tried again 0.2 to 0.5 s later."""
    server_error: float = 0
    server_error_twice: float = 0
    """500 on the first two tries of the same request."""
    reset: float = 0
    """The connection is reset and the request is not handled."""
    reset_after: float = 0
    """The request is handled, but a reset swallows the response."""
    slow: float = 0
    """The request is handled at once, but the response takes `delay` seconds."""
    duplicate: float = 0
    """The same interaction is delivered twice."""
    malformed: float = 0
    """A malformed event goes before the interaction."""
    delay: float = 0.8


NO_FAULTS = Faults()


class Dice:
    """Decides from the seed, so that neither time nor the order of requests plays a part."""

    def __init__(self, faults: Faults, seed: int) -> None:
        self.injected: Counter[str] = Counter()
        self._faults, self._seed = faults, seed
        self._chances: list[tuple[RequestFault, float]] = [
            (kind, chance) for kind in get_args(RequestFault) if (chance := getattr(faults, kind))
        ]
        self._rolls: Counter[str] = Counter()
        self._tried: dict[str, list[RequestFault]] = {}

    def _random(self, name: str) -> Random:
        self._rolls[name] += 1
        return Random(f"{self._seed} {name} {self._rolls[name]}")  # noqa: S311  # chance that can be repeated

    def of_request(self, name: str, request: str) -> RequestFault | None:
        """What happens to a request; `name` holds no id, `request` is the same on every try."""
        if not self._chances:
            return None
        if request in self._tried:
            if left := self._tried[request]:
                return left.pop()
            del self._tried[request]
            return None
        rolled = self._random(name).random()
        for kind, chance in self._chances:
            rolled -= chance
            if rolled < 0:
                self.injected[kind] += 1
                if kind != "slow":
                    self._tried[request] = ["server_error"] if kind == "server_error_twice" else []
                return kind
        return None

    def retry_after(self) -> float:
        return round(self._random("retry after").uniform(0.2, 0.5), 3)

    def duplicates(self) -> bool:
        return self._happens("duplicate", self._faults.duplicate)

    def malforms(self) -> Malformation | None:
        if not self._happens("malformed", self._faults.malformed):
            return None
        return self._random("which malformed").choice(get_args(Malformation))

    def _happens(self, kind: str, chance: float) -> bool:
        if not chance or self._random(kind).random() >= chance:
            return False
        self.injected[kind] += 1
        return True
