"""rockybot: a member asks in plain words; only curated facts answer, and an excerpt of the source proves them.

A question goes one way, and nothing calls back:

    read        matching/text.py … reading.py   message → Query
    shortlist   matching/index.py               Query → records worth scoring
    score       matching/scoring.py             records → Matches, best first
    decide      matching/deciding.py            Matches → Answer | Unsure | NoAnswer
    word        replies/verdicts.py             verdict → Reply
    show        cli/, bot/rendering.py          Reply → terminal, JSON, Discord
"""

__version__ = "0.1.0"
