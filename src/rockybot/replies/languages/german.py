"""German words, as among friends: “du”."""

from __future__ import annotations

from rockybot.replies.languages.words import Words

GERMAN = Words(
    why="Warum diese Antwort?",
    related="Mehr dazu",
    delete="Löschen",
    show="Allen zeigen",
    spoiler="Etwas, das zu viel verrät",
    nearby="Gleich daneben in der Geschichte:",
    nothing_nearby="In der Geschichte steht sonst nichts in der Nähe.",
    gone="Das steht nicht mehr in der Geschichte. Frag noch einmal, dann sehe ich nach, was sie jetzt sagt.",
    failed="Bei mir ist etwas schiefgegangen. Versuch es bitte gleich noch einmal.",
    no_text="In dieser Nachricht sehe ich keinen Text.",
    not_yours="Das kann nur löschen, wer gefragt hat, oder jemand aus der Moderation.",
    not_deleted="Ich konnte es nicht löschen. Jemand aus der Moderation kann es von Hand.",
    shown_already="Das können schon alle sehen.",
    thanks="Danke! Das ist für alle notiert, die die Fakten pflegen.",
    thanked_already="Das ist schon notiert.",
    welcome="Gern geschehen!",
    away="Das geht gerade nicht ({what}). Versuch es bitte später noch einmal.",
    wait="Bitte eine Frage nach der anderen: In {time} kann ich wieder antworten.",
    wait_for_all="So viele Fragen auf einmal! In {time} kann ich wieder antworten.",
    second="1 Sekunde",
    seconds="{count} Sekunden",
    shown_by="Gezeigt von {member}",
    corrected="Inzwischen berichtigt: Die Fakten hinter dieser Antwort wurden geändert.",
    withdrawn="Die Moderation hat diese Antwort zurückgezogen: Die Geschichte erzählt das nicht mehr.",
    unsure="Ich bin nicht sicher, was du meinst. Vielleicht das:",
    unknown="Darüber weiß ich nichts.",
    only_english="Bisher lese ich nur Englisch.",
    invitation="Frag mich auf Englisch nach {title}.",
    invitation_with_example="Frag mich auf Englisch nach {title}, zum Beispiel: {question}",
    nearest="Was dem am nächsten kommt:",
    also="Außerdem hast du gefragt:",
    title_line="{title}, Überschrift",
    heading="{title}, Überschrift „{section}“",
    paragraph="{title}, Absatz {paragraph}",
    section_and_paragraph="{title}, Abschnitt „{section}“, Absatz {paragraph}",
    closest="Ähnlichste Formulierung: „{wording}“",
    score="Punkte: {score:.0f} von 100",
    shares=(
        "Von der Frage stehen {asked:.0f} % in der Formulierung, von der Formulierung {answered:.0f} % in der Frage; "
        "in Schreibung und Bedeutung nahe: {nearness:.0f} %; Rückhalt durch die anderen Formulierungen: {support:.0f} %"
    ),
    other_type="; {points:.0f} weniger wegen einer anderen Art von Frage",
    outscored="Es wurde aus Vorschlägen gewählt, oder die Geschichte ist nun anders: Nach Punkten liegt anderes vorn.",
    not_near="Es wurde aus Vorschlägen gewählt: Keine Formulierung davon ist der Frage nahe.",
    runner_up="An zweiter Stelle: „{wording}“, {score:.0f} von 100",
    runner_up_gap="An zweiter Stelle, eine bekannte Lücke: „{wording}“, {score:.0f} von 100",
    hidden="(ein Spoiler)",
    known_as="Bekannt als {record}, Revision {revision} der Geschichte",
    only_beginning=(
        "Von einer so langen Frage ist hier nur noch der Anfang bekannt: Die ganze bekam vielleicht andere Punkte."
    ),
)
