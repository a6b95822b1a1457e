"""What a message asks: its clauses, its misspelt words repaired."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rockybot.matching.index import BELONGS_ONCE, BELONGS_TOLD
from rockybot.matching.language import english
from rockybot.matching.names import cast_of
from rockybot.matching.reading import LONG_CLAUSE, MAX_CLAUSES, MAX_QUESTIONS_WITHIN, MAX_STRANGE, read_record
from rockybot.matching.units import reader_of
from rockybot.packs import Fact, Gap

if TYPE_CHECKING:
    from rockybot.matching import Answerer
    from rockybot.matching.index import Reading
    from rockybot.packs import Pack, Record

RAMBLE = "my old neighbour from the village talked about the harbour all night"


def _texts(answerer: Answerer, message: str) -> list[str]:
    return [clause.text for clause in answerer.read(message).clauses]


@pytest.mark.parametrize(
    ("message", "clauses"),
    [
        pytest.param("How old is Ada?", ["how old is ada"], id="a-question"),
        pytest.param(
            "The lamp burned oil. How old was Ada?",
            ["the lamp burned oil how old was ada", "the lamp burned oil", "how old was ada"],
            id="a-statement-and-a-question",
        ),
        pytest.param(
            "hi! how old was Ada? thanks",
            ["hi how old was ada thanks", "how old was ada", "hi how old was ada", "how old was ada thanks"],
            id="a-question-between-courtesies",
        ),
        pytest.param("Ada? ok. right.", ["ada ok right"], id="clauses-that-say-nothing-alone"),
    ],
)
def test_a_message_is_read_whole_and_then_in_parts(answerer: Answerer, message: str, clauses: list[str]) -> None:
    """The parts are those that say something alone, and each pair of neighbours that asks."""
    assert _texts(answerer, message) == clauses


@pytest.mark.parametrize(
    "message", ["", "   ", "!!!", "🎣", "hello there", "please tell me", "is it so", "who are you"]
)
def test_a_message_that_says_nothing_has_no_clauses(answerer: Answerer, message: str) -> None:
    """It is kept as it was typed."""
    query = answerer.read(message)
    assert query.clauses == ()
    assert query.original == message


def test_the_message_is_kept_as_typed(answerer: Answerer) -> None:
    """Only the clauses hold what was made of it."""
    assert answerer.read("WHO is Ada’s  brother?!").original == "WHO is Ada’s  brother?!"


def test_misspelt_words_are_repaired_and_told(answerer: Answerer) -> None:
    """Known words are not among the repairs."""
    query = answerer.read("how old was the lihgthouse kepeer")
    assert query.repairs == {"lihgthouse": "lighthouse", "kepeer": "keeper"}
    assert query.clauses[0].text == "how old was the lighthouse keeper"


def test_a_word_of_an_answer_is_known_too(answerer: Answerer) -> None:
    """Though no phrasing holds it."""
    assert answerer.read("who lived in Slesby").repairs == {"slesby": "selsby"}


def test_a_word_joined_from_two_is_parted(answerer: Answerer) -> None:
    """The repair tells both."""
    query = answerer.read("the keeperpetrel")
    assert query.repairs == {"keeperpetrel": "keeper petrel"}
    assert query.clauses[0].text == "the keeper petrel"


def test_no_more_strange_words_are_looked_up_than_there_is_time_for(answerer: Answerer) -> None:
    """Those beyond the limit are read as they were typed; known words don't count."""
    strange = [f"qzx{letter}vk" for letter in "abcdefghijklmnopqrstuvwxyz"[: MAX_STRANGE - 1]]
    just = answerer.read(" ".join(["keeper", *strange, "lihgthouse"]))
    beyond = answerer.read(" ".join(["keeper", *strange, "qzxqvkq", "lihgthouse"]))
    assert just.repairs == {"lihgthouse": "lighthouse"}
    assert beyond.repairs == {}


@pytest.mark.parametrize("message", ["who is Ada", "was Ada born", "Ada's age", "tell me about the lamp"])
def test_a_clause_asks_if_it_opens_or_sounds_like_a_question(answerer: Answerer, message: str) -> None:
    """By its first word, or by a type of answer that it names."""
    assert answerer.read(message).clauses[0].asks


def test_a_statement_does_not_ask(answerer: Answerer) -> None:
    """Neither its first word nor any other one does."""
    assert not answerer.read("Ada kept the lamp").clauses[0].asks


@pytest.mark.parametrize(
    ("asked", "within"),
    [
        pytest.param("and now tell me which oil lit the lamp", "which oil lit the lamp", id="which"),
        pytest.param("and i wonder where did Ada live back then", "where did ada live back then", id="where-did"),
        pytest.param("and so did she trim the lamp every night", "did she trim the lamp every night", id="did-she"),
        pytest.param("and then was Tom rowing out on fridays", "was tom rowing out on fridays", id="was-and-a-name"),
    ],
)
def test_a_question_within_a_long_clause_is_read_alone(answerer: Answerer, asked: str, within: str) -> None:
    """People who use no stops begin their question somewhere within."""
    assert within in _texts(answerer, f"{RAMBLE} {asked}")


def test_a_pronoun_in_a_question_within_is_whoever_was_named_before_it(answerer: Answerer) -> None:
    """It is read alone, but not without what went before."""
    query = answerer.read("my neighbour met Edith Marlow in the village and so tell me which children did she teach")
    (within,) = [clause for clause in query.clauses if clause.text == "which children did she teach"]
    assert within.names == {"@Edith Marlow"}


@pytest.mark.parametrize(
    ("message", "within"),
    [
        pytest.param(f"{RAMBLE} and what oil lit the lamp i bet it stank", "what oil lit the lamp", id="last"),
        pytest.param(f"oil of the lamp thanks {RAMBLE} and so on", "oil of the lamp", id="first"),
    ],
)
def test_a_question_without_a_stop_ends_where_people_speak_of_themselves(
    answerer: Answerer, message: str, within: str
) -> None:
    """Who asks first and chats on, or chats on both sides."""
    assert within in _texts(answerer, message)


def test_an_aside_about_somebody_asks_nothing(answerer: Answerer) -> None:
    """A question mark makes any clause ask."""
    clauses = {
        clause.text: clause.asks for clause in answerer.read("My aunt, who kept a lamp, asks: Ada, oil?").clauses
    }
    assert not clauses["who kept a lamp"]
    assert answerer.read("the lamp of Ada?").clauses[0].asks


@pytest.mark.parametrize("message", ["help", "Help!", "test", "what's next?", "more, more", "is it true"])
def test_a_word_that_asks_a_story_for_nothing_says_nothing_alone(answerer: Answerer, message: str) -> None:
    """Else it would reach whatever record has the word."""
    assert answerer.read(message).clauses == ()


def test_of_many_questions_within_a_clause_the_last_are_read(answerer: Answerer) -> None:
    """Else a message without stops would be read over and over."""
    asked = [f"what did Ada {verb} there" for verb in ("sing", "read", "bake", "paint", "drink", "smoke")]
    texts = _texts(answerer, f"{RAMBLE} {' '.join(asked)}")[1:]
    assert len(texts) == MAX_QUESTIONS_WITHIN
    assert texts[-1] == "did ada smoke there"


@pytest.mark.parametrize(
    "told",
    [
        pytest.param("and where the lamp stood there was nothing to see", id="where-joins"),
        pytest.param("and nothing was ever heard of Tom rowing out", id="was-is-no-question-here"),
    ],
)
def test_a_long_clause_without_a_question_is_read_whole(answerer: Answerer, told: str) -> None:
    """A question word that only joins begins none."""
    assert len(_texts(answerer, f"{RAMBLE} {told}")) == 1


def test_a_short_clause_is_not_searched_for_questions(answerer: Answerer) -> None:
    """It is short enough to be one."""
    message = "my friend asked which oil lit the lamp"
    assert len(message.split()) < LONG_CLAUSE
    assert len(_texts(answerer, message)) == 1


def test_of_many_clauses_the_last_are_read(answerer: Answerer) -> None:
    """People greet first and ask last."""
    message = "the storm came. " * 2 * MAX_CLAUSES + "how old was Ada?"
    clauses = _texts(answerer, message)
    assert clauses[0].count("the storm came") == MAX_CLAUSES - 1
    assert "how old was ada" in clauses


def test_a_pronoun_in_a_later_clause_is_whoever_was_named_before(answerer: Answerer) -> None:
    """Here Edith, though Ada is the heroine."""
    query = answerer.read("Edith Marlow was a teacher. What did she teach?")
    assert "@Edith Marlow" in query.clauses[-1].names
    assert all("@Ada" not in clause.names for clause in query.clauses)


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(), max_size=300))
def test_whatever_is_typed_every_clause_but_the_whole_says_something(answerer: Answerer, message: str) -> None:
    """And no share of a unit is more than a full word."""
    query = answerer.read(message)
    assert query.original == message
    assert all(clause.says_something for clause in (*query.clauses[1:], *query.questions))
    assert all(clause.units and all(0 < share <= 1 for share in clause.units.values()) for clause in query.clauses)


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        pytest.param("How old was Ada? Who was Tom's wife?", ["how old was ada", "who was tom wife"], id="two"),
        pytest.param("how old was Ada. was Tom married", ["how old was ada", "was tom married"], id="without-marks"),
        pytest.param(
            "how old was Ada and who was Tom's wife", ["how old was ada", "who was tom wife"], id="joined-without-stops"
        ),
        pytest.param(
            "How old was Ada, and where did Tom live?",
            ["how old was ada", "where did tom live"],
            id="joined-by-a-comma",
        ),
        pytest.param("Ada, old? Tom, married?", ["ada old", "tom married"], id="by-their-marks-alone"),
        pytest.param("Ada was old, or? Was Tom?", [], id="one-says-nothing-alone"),
        pytest.param("Hi Ada! I like Tom. How old was Ada? Thanks!", [], id="statements-around-a-question"),
        pytest.param("When Ada was old, where did she live?", [], id="a-clause-of-time"),
        pytest.param("Was Ada, who kept the lamp, old?", [], id="an-aside"),
        pytest.param("How old, if I may ask, was Ada back then?", [], id="behind-an-aside"),
        pytest.param("what did Ada and Tom do", [], id="persons-joined"),
        pytest.param("How old was Ada? And?", [], id="an-and-alone"),
        pytest.param("how old was Ada", [], id="one"),
    ],
)
def test_what_is_asked_one_after_the_other_is_told_apart(
    answerer: Answerer, message: str, questions: list[str]
) -> None:
    """Only where each is surely a question: a comma alone parts none."""
    assert [question.text for question in answerer.read(message).questions] == questions


def test_clauses_and_questions_know_their_place(answerer: Answerer) -> None:
    """Among the words of the message as they were read."""
    message = f"{RAMBLE} and now tell me which oil lit the lamp. Ada slept. How old was Ada and who was Tom's wife?"
    query = answerer.read(message)
    spoken = query.clauses[0].text.split()
    assert len(query.questions) > 1
    for clause in (*query.clauses, *query.questions):
        assert spoken[clause.place.start : clause.place.stop] == clause.text.split()


def test_a_pronoun_in_a_question_is_whoever_was_named_in_the_one_before(answerer: Answerer) -> None:
    """Not whoever was named last."""
    questions = answerer.read("Who was Edith Marlow and which children did she teach? How old was Ada?").questions
    assert [question.names for question in questions] == [{"@Edith Marlow"}, {"@Edith Marlow"}, {"@Ada"}]


def _reading(record: Record, story: Pack) -> Reading:
    return read_record(record, reader_of(cast_of(story, english()), english()), english())


LAMP = Fact("lamp", ("Who lit the lamp?", "the lamp of Ada", "lamp kumquat"), "Ada and Tom.", "with whale oil")


def test_a_record_is_read_with_all_that_is_told_of_it(story: Pack) -> None:
    """Its phrasings as curated and as read, whom each names, and every word of answer and excerpt."""
    reading = _reading(LAMP, story)
    assert reading.wordings[0][:2] == ("Who lit the lamp?", "who lit the lamp")
    assert [wording.names for wording in reading.wordings] == [(), ("@Ada",), ()]
    assert {"who", "kumquat", "tom", "whale"} < set(reading.words)


@pytest.mark.parametrize(
    ("record", "told"),
    [
        pytest.param(LAMP, ("ada and tom", "with whale oil"), id="answer-and-excerpt"),
        pytest.param(replace(LAMP, excerpt=None), ("ada and tom",), id="no-excerpt"),
        pytest.param(replace(LAMP, answer="…", excerpt="!"), (), id="no-words"),
        pytest.param(Gap("lamp", ("who lit it?",), "Who lit THE Lamp."), ("who lit the lamp",), id="a-gap"),
        pytest.param(Gap("lamp", ("who lit it?",), ""), (), id="about-nothing"),
    ],
)
def test_the_texts_that_a_record_tells_are_kept_in_plain_words(
    story: Pack, record: Record, told: tuple[str, ...]
) -> None:
    """Each by itself, and none that says nothing."""
    assert _reading(record, story).told == told


def test_what_a_gap_is_about_is_told_of_it(story: Pack) -> None:
    """Its words are known, and its persons."""
    reading = _reading(Gap("lamp", ("who lit it",), "who lit the lamp of Ada"), story)
    assert "lamp" in reading.words


def test_a_unit_belongs_to_a_record_the_more_the_more_phrasings_have_it(story: Pack) -> None:
    """Less if it is only told, never more than wholly; and each unit once."""
    many = replace(LAMP, questions=(*LAMP.questions, "lamp", "lamp light", "lamp oil"))
    belongs = {unit: much for much, units in _reading(many, story).belongs.items() for unit in units}
    assert belongs[("whale",)] == BELONGS_TOLD < belongs[("kumquat",)] == BELONGS_ONCE < belongs[("lamp",)] == 1.0
    assert sum(map(len, _reading(many, story).belongs.values())) == len(belongs)


def test_an_equal_record_is_read_once_for_all_packs(story: Pack) -> None:
    """Servers share what they don't edit; with other names it is read anew."""
    reading = _reading(LAMP, story)
    assert _reading(replace(LAMP), replace(story, facts=story.facts[1:])) is reading
    assert _reading(LAMP, replace(story, names=())).wordings[1].names == ()
