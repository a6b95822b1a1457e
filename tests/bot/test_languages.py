"""Members of other languages: the words around an answer are theirs, or those that their server chose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from simcord import interactions

from conversation import answer, buttons_of, press, text_of
from lighthouse import UNCLEAR
from rockybot.store import ServerSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    import simcord
    from simcord.actors import MemberActor

    from conversation import Club

    Speak = Callable[[MemberActor, str], None]
    Choose = Callable[..., None]

QUESTION = "what did the lamp burn"
UNKNOWN = "whats the capital of france"
GERMAN_BUTTONS = ["Warum diese Antwort?", "Mehr dazu", "👍", "👎", "Löschen"]
FRENCH_BUTTONS = ["Pourquoi cette réponse ?", "À voir aussi", "👍", "👎", "Supprimer"]
SPANISH_BUTTONS = ["¿Por qué esta respuesta?", "Relacionado", "👍", "👎", "Borrar"]
GERMAN_ANSWER = [
    "-# what did the lamp burn",
    "The lamp burned whale oil until 1930.",
    "> “The lamp burned whale oil until 1930”",
    "-# — The Keeper of Gull Rock, Abschnitt „The lighthouse“, Absatz 1",
]


@pytest.fixture
def speak(monkeypatch: pytest.MonkeyPatch) -> Speak:
    """Gives a member's Discord another language; the simulated one tells English of everybody."""
    spoken: dict[str, str] = {}
    original = interactions.base_payload

    def base_payload(*args: Any, **options: Any) -> Any:
        record, payload = original(*args, **options)
        return record, payload | {"locale": spoken.get(str(options["user_id"]), "en-US")}

    monkeypatch.setattr(interactions, "base_payload", base_payload)
    return lambda member, locale: spoken.update({str(member.id): locale})


@pytest.fixture
def choose(club: Club, monkeypatch: pytest.MonkeyPatch) -> Choose:
    """The server chooses a language for everybody."""
    servers = club.bot.desk.servers
    chosen = {club.server.id: ServerSettings()}
    monkeypatch.setattr(servers, "settings_of", lambda server: chosen.get(server, ServerSettings()))
    return lambda language, **more: chosen.update({club.server.id: ServerSettings(language=language, **more)})


async def test_a_german_member_reads_german_around_the_english_answer(club: Club, speak: Speak) -> None:
    """And so does everyone in the channel; what somebody else asks comes in their own language."""
    speak(club.mia, "de")
    german = await club.mia.slash(club.channel, "ask", question=QUESTION)
    english = await club.noah.slash(club.channel, "ask", question=QUESTION)

    assert not german.ephemeral
    assert answer(german).splitlines() == GERMAN_ANSWER
    assert buttons_of(german.response) == GERMAN_BUTTONS
    assert buttons_of(english.response)[0] == "Why this answer?"


async def test_who_presses_a_button_is_told_in_their_own_language(club: Club, speak: Speak) -> None:
    """Whoever asked."""
    speak(club.mia, "de")
    asked = await club.mia.slash(club.channel, "ask", question=QUESTION)

    why = await press(club.mia, asked, "Warum diese Antwort?")
    assert answer(why).startswith("Ähnlichste Formulierung: „what did the lamp burn“\n-# Punkte: 100 von 100\n")
    related = await press(club.mia, asked, "Mehr dazu")
    assert answer(related) == "Gleich daneben in der Geschichte:"
    told = await press(club.mia, related, buttons_of(related.response)[0])
    assert buttons_of(told.response) == [*GERMAN_BUTTONS[:4], "Allen zeigen"]
    assert answer(await press(club.mia, asked, "👍")) == "Danke! Das ist für alle notiert, die die Fakten pflegen."
    assert answer(await press(club.mia, asked, "👍")) == "Das ist schon notiert."
    assert answer(await press(club.noah, asked, "👍")) == "Thank you: noted for those who keep the facts."
    assert answer(await press(club.noah, asked, "Löschen")) == "Only who asked, or a moderator, can delete this."
    assert (await press(club.mia, asked, "Löschen")).response is None


async def test_a_private_answer_is_shown_to_everyone_in_the_language_of_who_asked(club: Club, speak: Speak) -> None:
    speak(club.mia, "de")
    private = await club.mia.slash(club.channel, "ask", question=QUESTION, private=True)
    shown = await press(club.mia, private, "Allen zeigen")
    assert answer(shown).splitlines() == [f"-# Gezeigt von {club.mia.mention}", *GERMAN_ANSWER]
    assert buttons_of(shown.response) == GERMAN_BUTTONS
    assert answer(await press(club.mia, private, "Allen zeigen")) == "Das können schon alle sehen."


async def test_what_has_no_answer_is_said_in_the_language_of_who_asked(club: Club, speak: Speak) -> None:
    """Only what curators wrote is English; a question is asked in English too."""
    speak(club.mia, "de")

    unsure = await club.mia.slash(club.channel, "ask", question=UNCLEAR)
    assert answer(unsure).endswith("Ich bin nicht sicher, was du meinst. Vielleicht das:")
    picked = await press(club.mia, unsure, buttons_of(unsure.response)[0])
    assert buttons_of(picked.response) == GERMAN_BUTTONS
    gap = await club.mia.slash(club.channel, "ask", question="how tall is the lighthouse")
    assert "The article doesn't say how tall the lighthouse is." in answer(gap)
    assert buttons_of(gap.response)[0] == "Warum diese Antwort?"
    unknown = await club.mia.slash(club.channel, "ask", question=UNKNOWN)
    assert "Darüber weiß ich nichts. Frag mich auf Englisch nach The Keeper" in answer(unknown)
    empty = await club.noah.send(club.channel, "", attachments=[("lamp.png", b"no picture")])
    nothing = await club.mia.context_menu(club.channel, "Ask rockybot", empty)
    assert answer(nothing) == "In dieser Nachricht sehe ich keinen Text."


@pytest.mark.parametrize("settings", [{"ROCKYBOT_MEMBER_COOLDOWN": "1/20"}])
async def test_who_asks_too_fast_hears_of_it_in_their_language(club: Club, speak: Speak) -> None:
    speak(club.mia, "es-419")
    asked = await club.mia.slash(club.channel, "ask", question=QUESTION)
    assert buttons_of(asked.response) == SPANISH_BUTTONS
    hasty = await club.mia.slash(club.channel, "ask", question=QUESTION)
    assert "puedo volver a responder en 20 segundos." in answer(hasty)


async def test_an_error_is_told_in_the_language_of_who_waits(
    club: Club, speak: Speak, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For a button as for a command."""
    speak(club.mia, "de")
    asked = await club.mia.slash(club.channel, "ask", question=QUESTION)
    monkeypatch.setattr(club.bot.desk, "note", lambda *_: 1 / 0)
    monkeypatch.setattr(club.bot.desk, "ask", lambda *_: 1 / 0)

    assert answer(await press(club.mia, asked, "👍")).startswith("Bei mir ist etwas schiefgegangen")
    again = await club.mia.slash(club.channel, "ask", question=QUESTION)
    assert answer(again).startswith("Bei mir ist etwas schiefgegangen")
    assert any(isinstance(error.__cause__, ZeroDivisionError) for error in club.env.errors)


async def test_a_server_that_chose_french_speaks_french_with_everybody(
    club: Club, speak: Speak, choose: Choose
) -> None:
    """By command, by message and in notices, whatever the members' own language is."""
    speak(club.mia, "de")
    choose("fr")

    for member in (club.mia, club.noah):
        asked = await member.slash(club.channel, "ask", question=QUESTION)
        assert answer(asked).endswith("section « The lighthouse », paragraphe 1")
        assert buttons_of(asked.response) == FRENCH_BUTTONS
        assert answer(await press(member, asked, "👍")).startswith("Merci !")
    await club.mia.send(club.channel, f"{club.mention} {QUESTION}")
    assert buttons_of(club.channel.last_message) == FRENCH_BUTTONS
    await club.mia.send(club.channel, f"{club.mention} bonjour !")
    assert club.said.startswith("Pose-moi une question, en anglais, sur The Keeper of Gull Rock, par exemple : ")
    await club.mia.send(club.channel, f"{club.mention} merci !")
    assert club.said == "Avec plaisir !"


async def test_a_server_that_chose_english_speaks_english_with_everybody(
    club: Club, speak: Speak, choose: Choose
) -> None:
    speak(club.mia, "de")
    choose("en")
    asked = await club.mia.slash(club.channel, "ask", question=QUESTION)
    assert buttons_of(asked.response)[0] == "Why this answer?"


@pytest.mark.parametrize("settings", [{"ROCKYBOT_MESSAGE_CONTENT": "on", "ROCKYBOT_MEMBER_COOLDOWN": "1/20"}])
async def test_who_is_answered_unasked_or_has_to_wait_is_spoken_to_as_everybody(club: Club, choose: Choose) -> None:
    choose("de", auto_answer_channels=frozenset([club.channel.id]))
    await club.mia.send(club.channel, f"{QUESTION}?")
    assert buttons_of(club.channel.last_message) == GERMAN_BUTTONS
    await club.mia.send(club.channel, f"{club.mention} {QUESTION}?")
    assert club.said == "Bitte eine Frage nach der anderen: In 20 Sekunden kann ich wieder antworten."


async def test_a_message_is_answered_in_the_language_that_its_server_prefers(
    club: Club, simcord_env: simcord.Env, speak: Speak, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Discord tells nobody's own language with a message; in a direct message, it is English."""
    plaza = simcord_env.create_guild("Plaza", preferred_locale="es-ES")
    channel, mia = plaza.create_text_channel("faro"), plaza.add_member(club.mia.user)
    speak(mia, "de")

    await mia.send(channel, f"{club.mention} {QUESTION}")
    assert channel.last_message is not None
    assert "sección «The lighthouse», párrafo 1" in text_of(channel.last_message)
    assert buttons_of(channel.last_message) == SPANISH_BUTTONS
    await mia.send(channel, f"{club.mention} {UNKNOWN}")
    assert "De eso no sé nada." in text_of(channel.last_message)
    asked = await mia.slash(channel, "ask", question=QUESTION)
    assert buttons_of(asked.response) == GERMAN_BUTTONS
    await club.mia.send_dm(QUESTION)
    assert buttons_of(club.mia.user.dm_channel.last_message)[0] == "Why this answer?"
    monkeypatch.setattr(club.bot.desk, "ask", lambda *_: 1 / 0)
    await mia.send(channel, f"{club.mention} {QUESTION}")
    assert text_of(channel.last_message).startswith("Algo ha fallado por mi parte")
