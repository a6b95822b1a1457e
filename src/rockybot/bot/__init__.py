"""THE DISCORD FACE: the only door to discord.py. `create_bot(settings)` builds a bot that is ready to start.

ask         asking.py        /ask with its completions, and the message menu
overhear    overhearing.py   mentions, replies, direct messages, auto-answer channels
hear        heard.py         what is pressed or chosen on a message of any age
press       pressing.py      every button, also a year later and after any restart
trace       tracing.py       where public answers stand, so that they can be marked when a fact is corrected
leave       leaving.py       servers that remove the bot, or let it in again
disclose    privacy.py       /privacy: what is kept about whom, and how it goes
render      rendering.py     Reply → components, within Discord's limits, everything in it harmless
stay up     connection/      what keeps it connected, and every answer arriving
"""

from rockybot.bot.client import RockyBot, create_bot
from rockybot.bot.desk import Desk
from rockybot.bot.keeping_up import keep_up

__all__ = ["Desk", "RockyBot", "create_bot", "keep_up"]
