"""KEEPING THE FACTS on Discord: moderators' commands, forms and buttons. Rights are checked at every step.

command     facts.py       /facts add, edit, remove, undo, show, history
form        forms.py       a modal ↔ what was typed
draft       drafts.py      what was typed and isn't saved yet
save        saving.py      proposal → a word, a second yes, a revision
press       pressing.py    the buttons under a draft
"""
