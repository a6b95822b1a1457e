"""The skeleton of a new story's fact file, with comments that teach the format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rockybot.packs.fingerprint import Fingerprint

_SKELETON = """\
# yaml-language-server: $schema=schema.json
# A rockybot fact file. Fill it in, then: rockybot check {name}.yaml
title: {title}
source:
  title: {article}
  fingerprint: {file}   # excerpts are proved against it; `rockybot fingerprint ARTICLE` makes it anew

# Who and what the story is about, each with what members call them.
# names:
#   Ada Lovelace:
#     - Ada
#     - the countess

# What the story says. An answer is yours; an excerpt is copied word for word from the article (4 words or more).
facts:
  - id: example-fact
    questions:            # as people type: short, long, keywords, with a false premise; a dozen is a good start
      - {question}
    answer: Replace me with the answer in your own words, names and numbers in full.
    # excerpt: copied words of the article that show it
    # tags: [family, early-years]

# What people ask and the article does not say; a near miss then gets an honest "The article doesn't say …".
# gaps:
#   - id: example-gap
#     about: when Ada was born
#     questions:
#       - what is Ada's birthday

# Labelled questions that must keep working: the id of a fact or a gap, or none.
# checks:
#   - question: replace me
#     expect: example-fact
"""


EXAMPLE_QUESTION = "replace me with a question that the article answers"
"""What a skeleton's fact is asked by: a pack that still has it isn't ready."""


def draft(title: str, name: str, fingerprint: Fingerprint) -> str:
    """A fact file that reads as a pack already: one example fact, the rest in comments."""
    article = fingerprint.sections[0].heading or title
    # JSON's quotes are YAML's too, and any title goes into them, even [REC] or *batteries not included.
    title, article, file = (json.dumps(text, ensure_ascii=False) for text in (title, article, f"{name}.fingerprint"))
    return _SKELETON.format(name=name, title=title, article=article, file=file, question=EXAMPLE_QUESTION)
