"""English words."""

from __future__ import annotations

from rockybot.replies.languages.words import Words

ENGLISH = Words(
    why="Why this answer?",
    related="Related",
    delete="Delete",
    show="Show everyone",
    spoiler="Something that gives the story away",
    nearby="Near this in the story:",
    nothing_nearby="Nothing else stands near this in the story.",
    gone="That is no longer in the story. Ask again, and I'll look at what it says now.",
    failed="Something went wrong on my side. Please try again in a moment.",
    no_text="I can't see any text in that message.",
    not_yours="Only who asked, or a moderator, can delete this.",
    not_deleted="I couldn't delete it. A moderator can, by hand.",
    shown_already="Everyone can see it already.",
    thanks="Thank you: noted for those who keep the facts.",
    thanked_already="Noted already.",
    welcome="You're welcome!",
    away="That can't be done now: {what}. Please try again in a while.",
    wait="One question at a time, please: I can answer again in {time}.",
    wait_for_all="So many questions here at once! I can answer again in {time}.",
    second="1 second",
    seconds="{count} seconds",
    shown_by="Shown by {member}",
    corrected="Corrected since: the facts behind this answer were changed.",
    withdrawn="The moderators have withdrawn this answer: the story no longer tells it.",
    unsure="I'm not sure what you mean. Did you mean:",
    unknown="I know nothing about that.",
    only_english="I only read English so far.",
    invitation="Ask me about {title}.",
    invitation_with_example="Ask me about {title}, for example: {question}",
    nearest="The closest it does answer:",
    also="You also asked:",
    title_line="{title}, heading",
    heading="{title}, heading of “{section}”",
    paragraph="{title}, paragraph {paragraph}",
    section_and_paragraph="{title}, section “{section}”, paragraph {paragraph}",
    closest="Closest wording: “{wording}”",
    score="Score: {score:.0f} of 100",
    shares=(
        "Of the question {asked:.0f}% is in the wording, of the wording {answered:.0f}% is in the question; "
        "near in spelling and meaning: {nearness:.0f}%; support by its other wordings: {support:.0f}%"
    ),
    other_type="; less {points:.0f} for another kind of question",
    outscored="It was chosen from suggestions, or the story has changed: by its score another one comes first.",
    not_near="It was chosen from suggestions: no wording of it is near to the question.",
    runner_up="Runner-up: “{wording}”, {score:.0f} of 100",
    runner_up_gap="Runner-up, a known gap: “{wording}”, {score:.0f} of 100",
    hidden="(a spoiler)",
    known_as="Known as {record}, revision {revision} of the story",
    only_beginning=(
        "Of so long a question only the beginning is still known here: the whole of it may have scored otherwise."
    ),
)
