"""rockybot's own words, in every language."""

from __future__ import annotations

from dataclasses import fields
from string import Formatter

import pytest

from lighthouse import FACTS, GAPS, LIGHTHOUSE
from rockybot.app import Story
from rockybot.matching import Answer, NoAnswer, Suggestion, Unsure
from rockybot.matching.answering import Answerer
from rockybot.replies import reply, retelling
from rockybot.replies.governing import LANGUAGES as OFFERED
from rockybot.replies.languages import ENGLISH, FRENCH, GERMAN, LANGUAGES, SPANISH, Words, words_in
from rockybot.replies.manners import greets, thanks

LAMP = next(fact for fact in FACTS if fact.id == "lamp-fuel")
HEIGHT = next(gap for gap in GAPS if gap.id == "lighthouse-height")
BUTTONS = {"why", "related", "delete", "show", "spoiler"}
TEXTS = [field.name for field in fields(Words)]

each_language = pytest.mark.parametrize("words", LANGUAGES.values(), ids=LANGUAGES)
each_translation = pytest.mark.parametrize("words", [GERMAN, SPANISH, FRENCH], ids=["de", "es", "fr"])


def said(words: Words, name: str) -> str:
    return str(getattr(words, name))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("de", GERMAN),
        ("es", SPANISH),
        ("es-ES", SPANISH),
        ("es-419", SPANISH),
        ("fr", FRENCH),
        ("en-GB", ENGLISH),
        ("pt-BR", ENGLISH),
        ("", ENGLISH),
        (None, ENGLISH),
    ],
)
def test_a_language_is_found_by_its_code(code: str | None, words: Words) -> None:
    """With or without its region; where there is none, it is English."""
    assert words_in(code) is words


def test_every_language_can_be_chosen() -> None:
    assert list(OFFERED) == list(LANGUAGES)


@each_translation
def test_a_translation_fills_in_what_the_english_text_does(words: Words) -> None:
    """And leaves nothing in English."""
    for name in TEXTS:
        filled, english = (sorted(_filled(said(one, name))) for one in (words, ENGLISH))
        assert filled == english, name
        assert said(words, name) != said(ENGLISH, name), name


def _filled(text: str) -> list[tuple[str, str]]:
    return [(field, form or "") for _, field, form, _ in Formatter().parse(text) if field is not None]


@each_language
def test_no_text_is_too_long(words: Words) -> None:
    """A button takes 80 characters, and on a telephone no more than some 25 can be seen of one in a row."""
    assert all(len(said(words, name)) <= 25 for name in BUTTONS - {"spoiler"})
    assert len(words.spoiler) <= 80
    assert all(0 < len(said(words, name)) <= 300 for name in TEXTS)


@each_language
def test_what_curators_wrote_stays_as_it_is(words: Words) -> None:
    """The answer, its quotation, and the sentence about a gap; the words around them change."""
    told, english = retelling(LAMP, LIGHTHOUSE, words), retelling(LAMP, LIGHTHOUSE)
    assert told.text == english.text
    assert told.quotation is not None
    assert english.quotation is not None
    assert told.quotation.excerpt == english.quotation.excerpt
    assert retelling(HEIGHT, LIGHTHOUSE, words).text == "The article doesn't say how tall the lighthouse is."


@pytest.mark.parametrize(
    ("words", "place", "unsure", "unknown", "nearest"),
    [
        pytest.param(
            GERMAN,
            "The Keeper of Gull Rock, Abschnitt „The lighthouse“, Absatz 1",
            "Ich bin nicht sicher, was du meinst. Vielleicht das:",
            "Darüber weiß ich nichts. Frag mich auf Englisch nach The Keeper of Gull Rock, zum Beispiel: ",
            "Was dem am nächsten kommt:",
            id="de",
        ),
        pytest.param(
            SPANISH,
            "The Keeper of Gull Rock, sección «The lighthouse», párrafo 1",
            "No sé bien a qué te refieres. Quizá a esto:",
            "De eso no sé nada. Pregúntame en inglés sobre The Keeper of Gull Rock, por ejemplo: ",
            "Lo más cercano que sí responde:",
            id="es",
        ),
        pytest.param(
            FRENCH,
            "The Keeper of Gull Rock, section « The lighthouse », paragraphe 1",
            "Je ne vois pas bien ce que tu veux dire. Peut-être ceci :",
            "Là-dessus, je ne sais rien. "
            "Pose-moi une question, en anglais, sur The Keeper of Gull Rock, par exemple : ",
            "Ce qui s'en approche le plus :",
            id="fr",
        ),
    ],
)
def test_a_verdict_is_told_in_a_language(words: Words, place: str, unsure: str, unknown: str, nearest: str) -> None:
    near = (Suggestion(LAMP, 50.0),)
    answer = reply(Answer(LAMP, 90.0, ()), LIGHTHOUSE, words)
    assert answer.words is words
    assert answer.quotation is not None
    assert answer.quotation.place == place
    assert reply(Unsure(near, 50.0, ()), LIGHTHOUSE, words).text == unsure
    assert reply(NoAnswer(None, (), 0.0, ()), LIGHTHOUSE, words).text == unknown + FACTS[0].questions[0]
    foreign = reply(NoAnswer(None, (), 0.0, (), foreign=True), LIGHTHOUSE, words).text
    assert foreign.startswith(words.only_english)
    assert foreign.endswith(FACTS[0].questions[0])
    assert reply(NoAnswer(HEIGHT, near, 0.0, ()), LIGHTHOUSE, words).text.endswith(f"the lighthouse is.\n{nearest}")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        pytest.param(ENGLISH, "You also asked:", id="en"),
        pytest.param(GERMAN, "Außerdem hast du gefragt:", id="de"),
        pytest.param(SPANISH, "También has preguntado:", id="es"),
        pytest.param(FRENCH, "Tu as aussi demandé :", id="fr"),
    ],
)
def test_what_else_was_asked_is_offered_in_a_language(words: Words, line: str) -> None:
    verdict = Answer(LAMP, 90.0, (), (Suggestion(FACTS[0], 80.0),))
    assert reply(verdict, LIGHTHOUSE, words).offer == line


def test_what_was_answered_in_one_language_is_not_told_in_another() -> None:
    """However often the same is asked in turn."""
    story = Story(Answerer(LIGHTHOUSE))
    for _ in range(2):
        told = {code: story.spoken_in(words).answer("whats the capital of france") for code, words in LANGUAGES.items()}
        assert {code: one.reply.text.split(".")[0] for code, one in told.items()} == {
            "en": "I know nothing about that",
            "de": "Darüber weiß ich nichts",
            "es": "De eso no sé nada",
            "fr": "Là-dessus, je ne sais rien",
        }
    assert story.spoken_in(GERMAN).spoken_in(ENGLISH).greet() == story.greet()


@each_translation
def test_an_explanation_is_told_in_a_language(words: Words, answerer: Answerer) -> None:
    """All but the curators' wordings and the names."""
    story = Story(answerer)
    asked = ("what did the lamp burn", "when was Tom born", "where was Ada born and when did she die", "xyzzy")
    told, english = (
        "\n".join(one.explain(fact, question, whole=False).text for fact in FACTS[:5] for question in asked)
        for one in (story.spoken_in(words), story)
    )
    assert told.count("\n") == english.count("\n")
    assert not set(told.splitlines()) & set(english.splitlines())
    assert "what did the lamp burn" in told


@pytest.mark.parametrize(
    ("seconds", "words", "time"),
    [
        (0.2, ENGLISH, "in 1 second."),
        (1.0, ENGLISH, "in 1 second."),
        (1.01, ENGLISH, "in 2 seconds."),
        (19.5, ENGLISH, "in 20 seconds."),
        (1.0, GERMAN, "In 1 Sekunde kann ich wieder antworten."),
        (19.5, GERMAN, "In 20 Sekunden kann ich wieder antworten."),
        (1.0, SPANISH, "en 1 segundo."),
        (19.5, SPANISH, "en 20 segundos."),
        (1.0, FRENCH, "dans 1 seconde."),
        (19.5, FRENCH, "dans 20 secondes."),
    ],
)
def test_a_wait_is_told_in_whole_seconds(seconds: float, words: Words, time: str) -> None:
    """Rounded up: who waits so long is answered."""
    assert words.waiting(seconds, everyone=False).endswith(time)
    assert words.waiting(seconds, everyone=True).endswith(time)
    assert words.waiting(seconds, everyone=False) != words.waiting(seconds, everyone=True)


@pytest.mark.parametrize("text", ["", "?!", "Help!", "Hallo", "hilfe?", "¡Hola!", "Buenos días", "Bonjour !", "salut"])
def test_who_only_greets_is_understood(text: str) -> None:
    assert greets(text)
    assert not thanks(text)


@pytest.mark.parametrize("text", ["Thanks!", "danke schön", "Danke!", "¡Gracias!", "merci beaucoup"])
def test_who_only_says_thank_you_is_understood(text: str) -> None:
    assert thanks(text)
    assert not greets(text)


@pytest.mark.parametrize("text", ["help him", "who says hallo", "merci Tom", "what did the lamp burn"])
def test_who_says_more_is_taken_to_ask(text: str) -> None:
    assert not greets(text)
    assert not thanks(text)
