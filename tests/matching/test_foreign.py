"""Messages in other languages get no wrong answer."""

from __future__ import annotations

import pytest

from rockybot.matching import Answer, Answerer, NoAnswer
from rockybot.matching.foreign import is_foreign, mostly_foreign
from rockybot.matching.language import english
from rockybot.packs import Fact, Pack

FOREIGN = (
    "¿Quién era el farero?",
    "donde nacio Ada",
    "Wie hieß der Leuchtturmwärter?",
    "Pourquoi Ada a quitté le phare ?",
    "Chi era il guardiano del faro?",
    "qual era o nome da mãe da Ada",
    "Hoe oud was de vuurtorenwachter?",
    "Кто такая Ада?",
    "灯台守は誰ですか",
)


@pytest.mark.parametrize("message", FOREIGN)
def test_a_message_in_another_language_is_foreign(message: str) -> None:
    """By its function words or by its script."""
    assert is_foreign(message, english())


@pytest.mark.parametrize(
    "message",
    [
        "who was the keeper",
        "was Charles de Gaulle there",
        "what does c'est la vie mean",
        "keeper lamp",
        "naïve café résumé",
        "???",
        "",
        "12:30",
    ],
)
def test_english_is_not_foreign_whatever_it_names(message: str) -> None:
    """Nor is what holds no word at all."""
    assert not is_foreign(message, english())


@pytest.mark.parametrize("message", FOREIGN)
def test_a_foreign_question_gets_no_answer_and_the_verdict_says_why(answerer: Answerer, message: str) -> None:
    """Names alone would match something."""
    verdict = answerer.answer(message)
    assert isinstance(verdict, NoAnswer)
    assert verdict.foreign
    assert verdict.gap is None


def test_what_stands_in_the_story_word_for_word_is_answered_in_any_language() -> None:
    """A curator may know how members ask."""
    pack = Pack("Gull Rock", (Fact("keeper", ("who was the keeper", "wer war der Wärter"), "Ada."),), ())
    verdict = Answerer(pack).answer("Wer war der Wärter?")
    assert isinstance(verdict, Answer)


def test_a_story_told_in_another_language_is_asked_in_it() -> None:
    """Most of its questions are foreign themselves."""
    facts = (Fact("keeper", ("wer war der Wärter",), "Ada."), Fact("lamp", ("wo ist die Lampe",), "Oben."))
    assert mostly_foreign([fact.questions[0] for fact in facts], english())
    assert isinstance(Answerer(Pack("Möwenfels", facts, ())).answer("wer war denn der Wärter"), Answer)
