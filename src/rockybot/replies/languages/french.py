"""French words, as among friends: “tu”."""

from __future__ import annotations

from rockybot.replies.languages.words import Words

FRENCH = Words(
    why="Pourquoi cette réponse ?",
    related="À voir aussi",
    delete="Supprimer",
    show="Montrer à tout le monde",
    spoiler="Quelque chose qui dévoile l'histoire",
    nearby="Tout près dans l'histoire :",
    nothing_nearby="Rien d'autre n'en est proche dans l'histoire.",
    gone="Ce n'est plus dans l'histoire. Repose ta question, et je regarderai ce qu'elle dit maintenant.",
    failed="Quelque chose a mal tourné de mon côté. Réessaie dans un instant.",
    no_text="Je ne vois aucun texte dans ce message.",
    not_yours="Seule la personne qui a posé la question, ou la modération, peut supprimer ça.",
    not_deleted="Je n'ai pas pu le supprimer. La modération peut le faire à la main.",
    shown_already="Tout le monde peut déjà le voir.",
    thanks="Merci ! C'est noté pour celles et ceux qui tiennent les faits.",
    thanked_already="C'est déjà noté.",
    welcome="Avec plaisir !",
    away="Ce n'est pas possible pour l'instant ({what}). Réessaie un peu plus tard.",
    wait="Une question à la fois, s'il te plaît : je pourrai répondre de nouveau dans {time}.",
    wait_for_all="Que de questions à la fois ! Je pourrai répondre de nouveau dans {time}.",
    second="1 seconde",
    seconds="{count} secondes",
    shown_by="Montré par {member}",
    corrected="Corrigé depuis : les faits derrière cette réponse ont été modifiés.",
    withdrawn="La modération a retiré cette réponse : l'histoire ne le raconte plus.",
    unsure="Je ne vois pas bien ce que tu veux dire. Peut-être ceci :",
    unknown="Là-dessus, je ne sais rien.",
    only_english="Pour l’instant, je ne lis que l’anglais.",
    invitation="Pose-moi une question, en anglais, sur {title}.",
    invitation_with_example="Pose-moi une question, en anglais, sur {title}, par exemple : {question}",
    nearest="Ce qui s'en approche le plus :",
    also="Tu as aussi demandé :",
    title_line="{title}, titre",
    heading="{title}, titre « {section} »",
    paragraph="{title}, paragraphe {paragraph}",
    section_and_paragraph="{title}, section « {section} », paragraphe {paragraph}",
    closest="Formulation la plus proche : « {wording} »",
    score="Score : {score:.0f} sur 100",
    shares=(
        "De la question, {asked:.0f} % se trouvent dans la formulation ; de la formulation, {answered:.0f} % se "
        "trouvent dans la question ; proche par les lettres et le sens : {nearness:.0f} % ; appui de ses autres "
        "formulations : {support:.0f} %"
    ),
    other_type=" ; {points:.0f} de moins pour un autre genre de question",
    outscored="C'était un choix parmi des suggestions, ou l'histoire a changé : au score, une autre réponse gagne.",
    not_near="C'était un choix parmi des suggestions : aucune de ses formulations n'est proche de la question.",
    runner_up="En deuxième place : « {wording} », {score:.0f} sur 100",
    runner_up_gap="En deuxième place, une lacune connue : « {wording} », {score:.0f} sur 100",
    hidden="(un spoiler)",
    known_as="Connu sous le nom {record}, révision {revision} de l'histoire",
    only_beginning=(
        "D'une question aussi longue, seul le début est encore connu ici : entière, elle a peut-être eu un autre score."
    ),
)
