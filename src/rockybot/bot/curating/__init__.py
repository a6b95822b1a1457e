"""KEEPING THE FACTS on Discord: moderators' commands, forms and buttons. Rights are checked at every step.

command     facts.py       /facts, put together from
              changing.py    add, gap, edit, remove
              returning.py   restore, undo
              looking.py     show, history
              listing.py     search, list
              checking.py    check
              moving.py      export, import
find        records.py     which record is meant, and the completions
seek        seeking.py     typed words → the records that hold them, or come near to them
form        forms.py       a modal ↔ what was typed
draft       drafts.py      what was typed and isn't saved yet
save        saving.py      proposal → a word, a second yes, a revision
press       pressing.py    the buttons under a draft
tell        telling.py     words for one moderator, whole in a file where they are too long for a message
queue       queue.py       /unanswered: what waits for the moderators
close       closing.py     its buttons: a fact, a phrasing, a gap, or nothing
add         adding.py      the message menu: what somebody wrote, as the question of a form
recall      recalling.py   earlier public answers of a fact that was corrected are marked
"""
