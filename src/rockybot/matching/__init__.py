"""WHICH FACT FITS: a question → read → shortlist → score → decide → a verdict.

Pure: no clock, network, log or await.
"""

from rockybot.matching.answering import Answerer, unheard
from rockybot.matching.completing import Completer
from rockybot.matching.deciding import Answer, NoAnswer, Suggestion, Unsure, Verdict
from rockybot.matching.grouping import Group, grouped
from rockybot.matching.scoring import Match, Score
from rockybot.matching.strictness import Measured, Strictness

__all__ = [
    "Answer",
    "Answerer",
    "Completer",
    "Group",
    "Match",
    "Measured",
    "NoAnswer",
    "Score",
    "Strictness",
    "Suggestion",
    "Unsure",
    "Verdict",
    "grouped",
    "unheard",
]
