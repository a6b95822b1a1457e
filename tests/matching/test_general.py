"""A general pack: many phrasings, no gaps. The facts are invented; so are the words that nobody would type."""

from __future__ import annotations

import pickle
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest

from rockybot.matching import Answer, Answerer, cells, general, kernel, phrasings, portraits, vectors
from rockybot.matching.concepts import Concepts
from rockybot.matching.kernel import Whole
from rockybot.matching.language import english
from rockybot.matching.portraits import Painter
from rockybot.packs import Fact, Gap, Pack

if TYPE_CHECKING:
    from collections.abc import Iterator

OPENINGS = (
    "how do I",
    "can you help me to",
    "what must I do to",
    "please tell me how to",
    "I want to",
    "show me how to",
)
WISHES = {
    "card-lost": ("block my lost card", "freeze a card that was stolen", "stop the card I can't find"),
    "balance": ("see the balance of my account", "check how much money I have", "look up what is in my savings"),
    "weather": ("find out if it will rain", "get the forecast for tomorrow", "know how warm it gets"),
    "recipe": ("bake a loaf of bread", "cook rice without burning it", "make a soup from carrots"),
    "flight": ("book a flight to Lisbon", "change the seat on my plane", "cancel a trip by air"),
    "alarm": ("set an alarm for six", "wake up at dawn", "be woken on Monday"),
    "music": ("play a song by the band", "hear some jazz", "put on my favourite tune"),
    "taxi": ("order a taxi to the station", "get a cab home", "call a driver to my house"),
    "doctor": ("see a doctor about my cough", "get an appointment at the clinic", "visit the dentist"),
    "language": ("say thank you in Finnish", "translate a menu from Greek", "learn the Welsh word for sheep"),
    "garden": ("water the roses", "mow the lawn in summer", "plant tulips in autumn"),
    "post": ("send a parcel abroad", "buy stamps for a letter", "track a package in the post"),
}
FACTS = tuple(
    Fact(name, tuple(f"{opening} {wish}" for wish, opening in product(wishes, OPENINGS)), f"About {name}.")
    for name, wishes in WISHES.items()
)
PACK = Pack("Everything", FACTS)


@pytest.fixture(params=["solved-whole", "solved-at-each-ask", "cut-into-cells"], scope="module")
def answerer(request: pytest.FixtureRequest) -> Iterator[Answerer]:
    """The matcher over the pack, as a small one is made and as a large one is."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "cut-into-cells":
            patch.setattr(cells, "LARGEST", 5)
            patch.setattr(phrasings, "BATCH", 50)
        if request.param != "solved-whole":
            patch.setattr(general, "SOLVED_WHOLE", 0)
            patch.setattr(cells, "LISTED", 60)
            patch.setattr(cells, "NEAREST", 40)
        yield Answerer(PACK)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("where is the button that freezes a stolen card", "card-lost"),
        ("do i need an umbrella tomorrow, will it rain", "weather"),
        ("order me a cab to the railway station", "taxi"),
        ("trnslate this menu from greek pls", "language"),
        ("forecast", "weather"),
    ],
)
def test_new_words_reach_the_fact_that_is_meant(answerer: Answerer, question: str, fact: str) -> None:
    """No phrasing has these words, and the nearest fact has most of their meaning."""
    assert answerer.answer(question).matches[0].record.id == fact


def test_a_phrasing_word_for_word_is_certain(answerer: Answerer) -> None:
    """It answers with all points, in whatever case it is typed."""
    verdict = answerer.answer("HOW DO I BOOK A FLIGHT TO LISBON?")
    assert isinstance(verdict, Answer)
    assert (verdict.fact.id, verdict.score) == ("flight", 100.0)


@pytest.mark.parametrize(
    "question", ["who won the battle of Hastings", "qwxz vkrt", "why is granite so hard", "", "?!"]
)
def test_what_no_fact_is_about_is_not_answered(answerer: Answerer, question: str) -> None:
    """The pack knows from its own phrasings how sure is sure enough."""
    assert not isinstance(answerer.answer(question), Answer)


def test_what_is_read_is_told_with_its_parts(answerer: Answerer) -> None:
    """Matches come best first, with shares of 0 to 1 and the phrasing that is nearest."""
    matches = answerer.answer("how do I check my bank balance").matches
    totals = [match.score.total for match in matches]
    assert totals == sorted(totals, reverse=True)
    assert len(matches) <= kernel.STANDING
    for match in matches:
        score = match.score
        assert match.phrasing in match.record.questions
        assert all(0 <= share <= 1 for share in (score.asked, score.answered, score.support, score.familiar))
        assert 0 <= score.nearness <= matches[0].score.nearness
    assert 0 < matches[0].score.asked < 1


def test_a_phrasing_left_out_is_as_if_it_had_never_been_written(answerer: Answerer) -> None:
    """Word for word it is certain; without it, its fact is first by its other phrasings."""
    phrasing = FACTS[0].questions[0]
    with_it, without = answerer.matches(answerer.read(phrasing)), answerer.matches(answerer.read(phrasing), 0)
    assert with_it[0].score.total == 100.0
    assert without[0].score.total < 100.0
    assert without[0].record.id == FACTS[0].id
    assert without[0].phrasing != phrasing
    assert answerer.ranks(phrasing, FACTS[0].id).without == 1


def test_phrasings_are_numbered_through(answerer: Answerer) -> None:
    """Each can be left out by its number; what no record says has none."""
    numbers = [answerer.number(fact.id, question) for fact in FACTS for question in fact.questions]
    assert numbers == list(range(len(numbers)))
    assert answerer.number(FACTS[0].id, FACTS[1].questions[0]) is answerer.number("nothing", "at all") is None


@pytest.mark.parametrize(
    ("message", "asks"),
    [
        ("where can I get a cab", True),
        ("good evening. is there a dentist", True),
        ("a cab?", True),
        ("I took a cab home", False),
        ("help?", False),
        ("???", False),
    ],
)
def test_what_is_said_is_told_from_what_is_asked(answerer: Answerer, message: str, asks: bool) -> None:  # noqa: FBT001
    """A bot that listens looks up questions alone, and "help" asks for nothing."""
    assert any(clause.asks for clause in answerer.read(message).clauses) is asks


def test_a_message_is_weighed_by_what_its_words_stand_for(answerer: Answerer) -> None:
    """Rare words tell more than common ones, and words of one meaning are one."""
    weighed = answerer.weighed(answerer.read("her husband wants tulips"))
    assert weighed[("tulip",)] > weighed[("want",)] > 0
    assert weighed == answerer.weighed(answerer.read("her hubby wants tulips"))
    assert answerer.weighed(answerer.read("???")) == {}


def test_the_same_question_always_gets_the_same_verdict(answerer: Answerer) -> None:
    """Kept on disk and recalled, the matcher says the same."""
    recalled = pickle.loads(pickle.dumps(answerer))  # noqa: S301 - its own
    for question in ("how do I get a cab", "who are you"):
        assert recalled.answer(question) == answerer.answer(question)


def test_leaving_phrasings_out_equals_building_without_them() -> None:
    """The block of the inverse gives exactly what a kernel without these rows gives."""
    texts = [question.lower() for fact in FACTS for question in fact.questions]
    gallery = Painter({}, len(texts), english()).gallery(texts)
    counts = [len(fact.questions) for fact in FACTS]
    asked = portraits.Portrait(gallery.spelt[0], gallery.meant[0])
    whole = Whole(gallery, counts).standing(asked, range(3))
    rest = portraits.Portrait(gallery.spelt[3:], gallery.meant[3:])
    built = Whole(rest, [counts[0] - 3, *counts[1:]]).standing(asked)
    assert [one.fact for one in whole] == [one.fact for one in built]
    assert np.allclose([one.share for one in whole], [one.share for one in built], atol=1e-3)


@pytest.mark.parametrize(
    "pack",
    [
        pytest.param(replace(PACK, facts=FACTS[:3]), id="few-phrasings"),
        pytest.param(replace(PACK, gaps=(Gap("snow", ("will it snow",), "snow"),)), id="gaps"),
    ],
)
def test_any_other_pack_is_read_by_its_concepts(pack: Pack) -> None:
    """A story with its near misses, or a handful of facts, has too little to learn from."""
    assert isinstance(Answerer(pack)._way, Concepts)  # noqa: SLF001 - which way it goes shows nowhere else


@pytest.mark.parametrize("whole", [0, 1000])
def test_what_takes_long_is_told(monkeypatch: pytest.MonkeyPatch, whole: int) -> None:
    """Reading is half of it, and painting the other."""
    monkeypatch.setattr(general, "SOLVED_WHOLE", whole)
    monkeypatch.setattr(phrasings, "BATCH", 50)
    told: list[tuple[int, int]] = []
    Answerer(PACK, lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[0] == (25, 216)
    assert told[-1] == (216, 216)


def test_a_phrasing_without_words_harms_nothing() -> None:
    """It is like nothing, and found word for word by nobody."""
    odd = Fact("odd", ("???",), "Odd.")
    answerer = Answerer(replace(PACK, facts=(odd, *FACTS)))
    assert answerer.answer("order me a cab to the railway station").matches[0].record.id == "taxi"
    assert answerer.answer("???").matches == ()
    assert "odd" not in {match.record.id for match in answerer.answer("qwxz vkrt").matches[:1]}


def test_two_texts_of_one_key_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key of 64 bits can stand for two texts; which of them was said is looked up."""
    monkeypatch.setattr(phrasings, "_key", lambda _words: bytes(8))
    verdict = Answerer(PACK).answer("how do I set an alarm for six")
    assert isinstance(verdict, Answer)
    assert (verdict.fact.id, verdict.score) == ("alarm", 100.0)


def test_without_the_table_words_are_compared_by_their_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wheel without it still answers what is spelt alike."""
    monkeypatch.setattr(portraits, "vectors", lambda: None)
    answerer = Answerer(PACK)
    assert answerer.answer("please freeze the card that was stolen").matches[0].record.id == "card-lost"


def test_the_table_is_left_out_where_there_is_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing breaks; what is meant is then unknown."""
    monkeypatch.setattr(vectors, "TABLE", vectors.TABLE.with_name("no such file"))
    assert vectors.vectors.__wrapped__() is None


def test_words_that_mean_the_like_point_the_same_way() -> None:
    """The table knows nothing of a pack, and cuts words that it doesn't hold; what can't be cut points nowhere."""
    table = vectors.vectors()
    assert table is not None

    def alike(one: str, other: str) -> float:
        a, b = table.of(one), table.of(other)
        return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))

    assert alike("physician", "doctor") > alike("physician", "carrot") + 0.2
    assert alike("lawnmower", "mower") > alike("lawnmower", "jazz")
    assert not table.of("naïve").any()


def test_one_fact_alone_stands_or_falls_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without another fact there is no near miss to learn from."""
    monkeypatch.setattr("rockybot.matching.ways.LARGE", 1)
    for whole in (0, 100):
        monkeypatch.setattr(general, "SOLVED_WHOLE", whole)
        answerer = Answerer(Pack("One", FACTS[:1]))
        assert answerer.answer("freeze my stolen card").matches[0].record.id == "card-lost"
        assert not isinstance(answerer.answer("what is granite made of"), Answer)


def test_a_painter_remembers_only_so_many_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks a million strange words fills no memory, and gets the same portrait."""
    painter = Painter({}, 1, english())
    first = painter.paint(["one", "three"])
    monkeypatch.setattr(portraits, "MAX_REMEMBERED", 0)
    again = Painter({}, 1, english()).paint(["one", "three"])
    assert np.array_equal(first.spelt, again.spelt)
