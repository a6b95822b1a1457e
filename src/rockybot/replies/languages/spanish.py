"""Spanish words, as among friends: “tú”."""

from __future__ import annotations

from rockybot.replies.languages.words import Words

SPANISH = Words(
    why="¿Por qué esta respuesta?",
    related="Relacionado",
    delete="Borrar",
    show="Mostrar a todos",
    spoiler="Algo que destripa la historia",
    nearby="Cerca de esto en la historia:",
    nothing_nearby="No hay nada más cerca de esto en la historia.",
    gone="Eso ya no está en la historia. Pregunta otra vez y miro qué dice ahora.",
    failed="Algo ha fallado por mi parte. Inténtalo otra vez en un momento.",
    no_text="No veo ningún texto en ese mensaje.",
    not_yours="Solo puede borrarlo quien preguntó o alguien de la moderación.",
    not_deleted="No he podido borrarlo. Alguien de la moderación puede hacerlo a mano.",
    shown_already="Ya lo puede ver todo el mundo.",
    thanks="¡Gracias! Queda anotado para quienes cuidan los datos.",
    thanked_already="Ya está anotado.",
    welcome="¡De nada!",
    away="Ahora no se puede ({what}). Inténtalo otra vez dentro de un rato.",
    wait="Las preguntas, de una en una, por favor: puedo volver a responder en {time}.",
    wait_for_all="¡Cuántas preguntas a la vez! Puedo volver a responder en {time}.",
    second="1 segundo",
    seconds="{count} segundos",
    shown_by="Lo muestra {member}",
    corrected="Corregida después: los datos en que se basa esta respuesta han cambiado.",
    withdrawn="La moderación ha retirado esta respuesta: la historia ya no lo cuenta.",
    unsure="No sé bien a qué te refieres. Quizá a esto:",
    unknown="De eso no sé nada.",
    only_english="Por ahora solo leo inglés.",
    invitation="Pregúntame en inglés sobre {title}.",
    invitation_with_example="Pregúntame en inglés sobre {title}, por ejemplo: {question}",
    nearest="Lo más cercano que sí responde:",
    also="También has preguntado:",
    title_line="{title}, título",
    heading="{title}, título «{section}»",
    paragraph="{title}, párrafo {paragraph}",
    section_and_paragraph="{title}, sección «{section}», párrafo {paragraph}",
    closest="Formulación más parecida: «{wording}»",
    score="Puntuación: {score:.0f} de 100",
    shares=(
        "De la pregunta, el {asked:.0f} % está en la formulación; de la formulación, el {answered:.0f} % está en la "
        "pregunta; cercanía en letras y sentido: {nearness:.0f} %; apoyo de sus otras formulaciones: {support:.0f} %"
    ),
    other_type="; {points:.0f} menos por otro tipo de pregunta",
    outscored="Se eligió entre sugerencias, o la historia ha cambiado: por puntuación, otra respuesta va primero.",
    not_near="Se eligió entre sugerencias: ninguna de sus formulaciones se parece a la pregunta.",
    runner_up="En segundo lugar: «{wording}», {score:.0f} de 100",
    runner_up_gap="En segundo lugar, una laguna conocida: «{wording}», {score:.0f} de 100",
    hidden="(un spoiler)",
    known_as="Conocida como {record}, revisión {revision} de la historia",
    only_beginning=(
        "De una pregunta tan larga, aquí ya solo se conoce el principio: entera, quizá puntuó de otro modo."
    ),
)
