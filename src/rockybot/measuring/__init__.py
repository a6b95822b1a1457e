"""HOW GOOD IT IS: labelled questions → rates. Knows packs and verdicts, no face and no clock."""

from rockybot.measuring.expecting import expected
from rockybot.measuring.questions import Labelled, read_questions
from rockybot.measuring.rates import Judged, Outcome, Rates, judge, rates

__all__ = ["Judged", "Labelled", "Outcome", "Rates", "expected", "judge", "rates", "read_questions"]
