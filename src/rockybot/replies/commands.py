"""The names of the commands and what Discord shows beside them, also in other languages.

Keys of the translations are Discord's codes of languages. Command and option names are lower case and without blanks;
menu entries are free.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ASK = "ask"
ASK_ABOUT = "Ask a question about the story; the answer is proved by words of the source."
QUESTION = "question"
QUESTION_ABOUT = "Your question in plain words, in English"
PRIVATE = "private"
PRIVATE_ABOUT = "Answer so that only you can see it"
MENU = "Ask rockybot"
PRIVACY = "privacy"
PRIVACY_ABOUT = "What is kept about whom, and what of it is about you; delete yours"
ROCKYBOT_ABOUT = "How rockybot behaves in this server"
SETTINGS_ABOUT = "Who keeps the facts, where and how surely questions are answered, and which story is told"
ADD_MENU = "Add to rockybot"

TRANSLATIONS: Mapping[str, Mapping[str, str]] = {
    "de": {
        ASK: "frage",
        ASK_ABOUT: "Stell eine Frage zur Geschichte; Worte der Quelle belegen die Antwort.",
        QUESTION: "frage",
        QUESTION_ABOUT: "Deine Frage in einfachen Worten, auf Englisch",
        PRIVATE: "privat",
        PRIVATE_ABOUT: "So antworten, dass nur du es siehst",
        MENU: "rockybot fragen",
        PRIVACY: "datenschutz",
        PRIVACY_ABOUT: "Was über wen gespeichert ist und was davon dich betrifft; lösche deines",
        ROCKYBOT_ABOUT: "Wie rockybot sich auf diesem Server verhält",
        SETTINGS_ABOUT: "Wer die Fakten pflegt, wo und wie sicher geantwortet wird, welche Geschichte erzählt wird",
        ADD_MENU: "Zu rockybot hinzufügen",
    },
    "es-ES": {
        ASK: "pregunta",
        ASK_ABOUT: "Haz una pregunta sobre la historia; palabras de la fuente prueban la respuesta.",
        QUESTION: "pregunta",
        QUESTION_ABOUT: "Tu pregunta en palabras sencillas, en inglés",
        PRIVATE: "privado",
        PRIVATE_ABOUT: "Responder de modo que solo tú lo veas",
        MENU: "Preguntar a rockybot",
        PRIVACY: "privacidad",
        PRIVACY_ABOUT: "Qué se guarda y sobre quién, y qué de ello es sobre ti; borra lo tuyo",
        ROCKYBOT_ABOUT: "Cómo se comporta rockybot en este servidor",
        SETTINGS_ABOUT: "Quién cuida los datos, dónde y con qué certeza se responde y qué historia se cuenta",
        ADD_MENU: "Añadir a rockybot",
    },
    "fr": {
        ASK: "demande",
        ASK_ABOUT: "Pose une question sur l'histoire ; des mots de la source prouvent la réponse.",
        QUESTION: "question",
        QUESTION_ABOUT: "Ta question en mots simples, en anglais",
        PRIVATE: "privé",
        PRIVATE_ABOUT: "Répondre de sorte que toi seul le voies",
        MENU: "Demander à rockybot",
        PRIVACY: "confidentialité",
        PRIVACY_ABOUT: "Ce qui est gardé et sur qui, et ce qui te concerne ; supprime le tien",
        ROCKYBOT_ABOUT: "Comment rockybot se comporte sur ce serveur",
        SETTINGS_ABOUT: "Qui tient les faits, où et avec quelle certitude on répond, quelle histoire est racontée",
        ADD_MENU: "Ajouter à rockybot",
    },
}
"""Language → what stands here in English → the same in that language."""
