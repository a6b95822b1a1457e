"""A message → `Query`: its clauses, its misspelt words repaired. A record → `Reading`."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING

from rockybot.matching.index import BELONGS_MORE, BELONGS_ONCE, BELONGS_TOLD, Reading, Wording
from rockybot.matching.language import ANSWER_TYPE
from rockybot.matching.query import Clause, Query, joined, names_in
from rockybot.matching.similarity import similarity_of
from rockybot.matching.text import Part, clauses, plain, words, words_of
from rockybot.packs import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rockybot.matching.language import Language
    from rockybot.matching.query import Unit
    from rockybot.matching.repair import Repairer
    from rockybot.matching.similarity import Similarity
    from rockybot.matching.units import UnitReader
    from rockybot.packs import Record

MAX_CLAUSES = 8
"""Read of one message, the last ones: people greet first and ask last."""

LONG_CLAUSE = 14
"""Words from which on a clause is searched for a question within."""

MAX_QUESTIONS_WITHIN = 3

MAX_STRANGE = 12
"""Unknown words looked up in one message: the slowest step, about a tenth of a millisecond each."""

RECORDS = 2048
"""Records kept as read, of all stories and their edits: about 10 KB each. The shipped story has 614."""

_RELATIVE = frozenset(("who", "whom", "whose", "which", "where", "when"))
_ALWAYS_ASKING = frozenset(("what", "which", "how"))


def mended(message: str, repairer: Repairer, language: Language) -> tuple[list[tuple[Part, list[str]]], dict[str, str]]:
    """The parts of a message, each with its words, and the misspelt ones among these with what they were read as."""
    repairs: dict[str, str] = {}
    parts: list[tuple[Part, list[str]]] = []
    strange = 0
    for part in clauses(plain(message))[-MAX_CLAUSES:]:
        meant: list[str] = []
        for word in words(part.text, language):
            if strange == MAX_STRANGE or repairer.knows(word):
                meant.append(word)
                continue
            strange += 1
            right = repairer.meant(word)
            if right != (word,):
                repairs[word] = " ".join(right)
            meant += right
        parts.append((part, meant))
    return parts, repairs


class QueryReader:
    """Reads messages about one story."""

    def __init__(self, units: UnitReader, repairer: Repairer, language: Language) -> None:
        self._units = units
        self._repairer = repairer
        self._language = language
        self._hollow = language.hollow | language.function_words
        self._names_begin = frozenset(stems[0] for stems in units.cast.phrases)

    def read(self, message: str) -> Query:
        """The message's clauses with its misspelt words repaired. Any text is read; one that says nothing is empty."""
        parts, repairs = mended(message, self._repairer, self._language)
        said: dict[str, str] = {}
        starts = accumulate((len(meant) for _, meant in parts), initial=0)
        placed = [(part, meant, start) for (part, meant), start in zip(parts, starts, strict=False)]
        read = [self._clause(meant, said, start, part) for part, meant, start in placed]
        whole = joined(read)
        if not whole.names and self._hollow.issuperset(whole.text.split()):
            return Query(message)  # "help" asks for nothing that a story could tell
        if all(unit[0].startswith(ANSWER_TYPE) for unit in whole.units):
            return Query(message)  # nor does "who are you?"
        inner = [
            self._clause(meant[within], dict(said), start + (within.start or 0))
            for _, meant, start in placed
            for within in self._questions_within(meant)
        ]
        pairs = [joined(pair) for pair in pairwise(read) if any(clause.asks for clause in pair)]
        rest = [*(read if len(read) > 1 else ()), *inner, *(pairs if len(pairs) > 1 else ())]
        told = (whole, *(clause for clause in rest if clause.says_something))
        return Query(message, told, repairs, self._questions(parts))

    def _questions(self, parts: Iterable[tuple[Part, list[str]]]) -> tuple[Clause, ...]:
        """What is surely asked one after the other, each read alone; nothing if that is one thing."""
        spoken: list[str] = []
        begins, ends, aside = set[int](), set[int](), False
        for part, meant in parts:
            for at, pair in enumerate(pairwise(meant)):
                opens = at == 0 or meant[at - 1] in self._language.joiners
                # Behind an aside a question only goes on: how old, if I may ask, was she?
                if opens and not (aside and at <= 1) and self._begins_question(*pair):
                    begins.add(len(spoken) + at)
            spoken += meant
            if part.asked:
                ends.add(len(spoken))
            aside = part.aside
        pieces = list(pairwise(sorted({0, *begins, *ends, len(spoken)})))
        if len(pieces) == 1:
            return ()
        said: dict[str, str] = {}
        asked = []
        for begin, end in pieces:
            last = end - 1 if spoken[end - 1] in self._language.joiners else end
            clause = self._clause(spoken[begin:last], said, begin)
            if (begin in begins or end in ends) and clause.says_something:
                asked.append(clause)
        return tuple(asked) if len(asked) > 1 else ()

    def _clause(self, meant: list[str], said: dict[str, str], start: int, part: Part | None = None) -> Clause:
        units = self._units.read(meant, said)
        first = meant[0] if meant else ""
        asks = first in self._language.openers or first in self._language.auxiliaries
        asks = asks or any(unit[0].startswith(ANSWER_TYPE) for unit in units)
        if part and part.aside and first in _RELATIVE:
            asks = False  # my sister, who is a nurse, …
        place = range(start, start + len(meant))
        return Clause(" ".join(meant), units, asks or (part is not None and part.asked), place)

    def _questions_within(self, meant: list[str]) -> Iterator[slice]:
        """Where a long clause without stops may hold questions: "… so did she …", "… tell me which … i bet …"."""
        if len(meant) < LONG_CLAUSE:
            return
        starts = [at for at in range(2, len(meant) - 2) if self._begins_question(meant[at], meant[at + 1])]
        breaks = [at for at in range(3, len(meant)) if meant[at] in self._language.breaks]
        if breaks:
            yield slice(breaks[0])
        for start in starts[-MAX_QUESTIONS_WITHIN:]:
            yield slice(start, None)
            end = next((at for at in breaks if at > start + 2), None)
            if end:
                yield slice(start, end)

    def _begins_question(self, word: str, following: str) -> bool:
        language = self._language
        if word in language.openers:
            return word in _ALWAYS_ASKING or following in language.auxiliaries
        subject = following in language.subjects or language.stem(following) in self._names_begin
        return word in language.auxiliaries and subject


@lru_cache(RECORDS)
def read_record(record: Record, reader: UnitReader, language: Language) -> Reading:
    """The record as read. The packs of two servers differ in a record or two; equal ones are read once for all."""
    texts = [record.answer, record.excerpt or ""] if isinstance(record, Fact) else [record.about]
    told = [words_of(text, language) for text in texts]
    also = list(chain.from_iterable(told))
    said, wordings = set(also), []
    for question in record.questions:
        asked = words_of(question, language)
        said.update(asked)
        units = reader.read(asked)
        wordings.append(Wording(question, " ".join(asked), units, names_in(units)))
    plain_told = tuple([" ".join(text) for text in told if text])
    return reading_of(tuple(wordings), plain_told, reader.read(also), tuple(said), similarity_of(language))


def reading_of(
    wordings: Sequence[Wording],
    told: Sequence[str],
    units_told: Iterable[Unit],
    words_said: Iterable[str],
    similarity: Similarity,
) -> Reading:
    """The record of those phrasings, texts told with their units, and words, with what belongs to it."""
    counts = Counter([unit for wording in wordings for unit in wording.units])
    belongs: dict[float, list[Unit]] = defaultdict(list)
    for unit, times in counts.items():
        belongs[min(1.0, BELONGS_ONCE + BELONGS_MORE * (times - 1))].append(unit)
    belongs[BELONGS_TOLD] += [unit for unit in units_told if unit not in counts]
    types = {near for asked in similarity.exact_types(counts) for near, _ in similarity.kin(asked)}
    units_of = {much: tuple(units) for much, units in belongs.items()}
    return Reading(wordings, told, units_of, frozenset(types), words_said)
