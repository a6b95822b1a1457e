"""Made-up questions and requests, for the sentence model to read: frames with words drawn from its own vocabulary.

They mean little, and needn't: what is learnt from them is how much each word turns the vector of a sentence.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FRAMES = """
how do i _ my _
how can i _ a _ for my _
how does the _ _ work
how much is the _ for _
how much did the _ of _ cost
how many _ are there in the _
how many _ did he _
how long does it take to _ a _
how long was she in _
how old was _ when the _ happened
how old is the _
how far is _ from _
how often should i _ the _
how is the _ in _
how did _ and _ meet
how come my _ is _
what is the _ of the _
what is my _
what is a _ _
what's the _ _ of _
what does _ mean
what does _ do for a living
what kind of _ does _ have
what time does the _ _
what was the name of the _ who _ the _
what would happen if i _ the _
what are the best _ in _
what is on my _ today
what did _ say about the _
what year was the _ _
what happened to _ after the _
what should i do about my _ _
what can i _ with _
who is _
who was the _ in the _
who _ the _ of _
who gave _ the _
who did she _ with
whose _ was it
where is the _
where can i find a _ _
where did _ grow up
where was the _ _
where do i _ for a _
when is my _
when was _ born
when did _ _ the _
when will the _ be _
when do i have to _ my _
why is my _ _
why did _ _ the _
why was the _ so _
why won't my _ _
which _ is _
which _ did the _ _
is the _ _
is it _ to _ in _
is there a _ near _
is my _ still _
are there any _ for _
are you a _
was _ really _
was the _ ever _
did _ _ the _
did the _ have any _
did i _ my _ yet
do i need a _ for _
do you know the _ of _
do you _
does _ have a _
does my _ cover _
can i _ my _ with a _
can you _ the _ for me
can you tell me the _ of my _
can you please _ the _
could you _ a _ at _
could i get a _ of _
would it be _ to _
will it _ in _
should i _ the _ before _
have you _ the _
has the _ been _
i want to _ a _
i want you to _ my _
i need to _ the _ of my _
i need a _ for _
i need help with _
i would like to _ my _ to _
i'd like a _ _
i lost my _
i can't _ my _
i think my _ is _
i am going to _ for _ days
i have a _ that is _
i don't _ the _
i just _ a _ and it is not _
my _ was _
my _ won't _ in _
my _ hasn't _ yet
tell me about _
tell me the _ of _ in _
tell me if _ is _
tell me a _
give me the _ for _
give me a _ of _ and _
show me my _
show me how to _ a _
let me know when the _ is _
let's _ the _
please _ my _
please _ the _ to _
please tell me _ 's _
set a _ for _
turn the _ off
put _ on my _
add _ to my _ list
change my _ to _
find _ for me in _
help me _ a _
remind me to _ the _
call the _
order a _ of _
book a _ for _ people at _
send _ dollars to _
move _ from my _ to my _
no not the _
yes i _
that is _
thanks for the _
hey is the _ _
so what about the _
and the _
the _ of _
a _ for _
_ _
_ _ _
_ for _
_ and _
_ in _
the _ was _ by the _
he _ the _ with his _
she was _ because of her _
they _ to _
it is _ and _
we are _ the _
in what _ was the _ _
in which _ did _ _
from what _ did _ _
to whom did the _ _
at what _ did _ _ the _
for how long was _ _
""".strip().split("\n")
"""A _ is a place for a word."""

COMMON = 60
"""Added to a word's place in the vocabulary, which goes by how common it is."""


def made_up(words: Sequence[str], count: int, seed: int) -> Iterator[str]:
    """So many texts in lower case; `words` come most common first."""
    draw = random.Random(seed)  # noqa: S311 - anyone can make the same
    weights = [1 / (place + COMMON) ** 0.7 for place in range(len(words))]
    pool = draw.choices(words, weights, k=4 * count)
    for frame in draw.choices(FRAMES, k=count):
        yield " ".join(pool[draw.randrange(len(pool))] if part == "_" else part for part in frame.split(" "))
