"""HOW IT IS SAID: every word that a member reads, without markup."""

from rockybot.replies.explanations import explanation
from rockybot.replies.showing import quoted, visible
from rockybot.replies.verdicts import Quotation, Reply, reply, retelling, story_so_far

__all__ = ["Quotation", "Reply", "explanation", "quoted", "reply", "retelling", "story_so_far", "visible"]
