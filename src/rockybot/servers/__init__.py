"""WHAT EACH SERVER TELLS: its story, with what its moderators changed on top, and what they chose.

edition     editions.py    (server, story) → the story with that server's edits, built when somebody asks
hear        hearing.py     what other processes change → editions, read anew
propose     proposing.py   an edit → what it would do
queue       queueing.py    what was asked and not answered, the same together
serve       serving.py     Servers: what the faces call
"""

from rockybot.servers.editions import BUILT, Edition
from rockybot.servers.proposing import Proposal
from rockybot.servers.serving import Servers

__all__ = ["BUILT", "Edition", "Proposal", "Servers"]
