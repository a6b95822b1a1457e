"""THE DISCORD FACE: the only door to discord.py. `create_bot(settings)` builds a bot that is ready to start.

ask         asking.py        /ask with its completions, and the message menu
overhear    overhearing.py   mentions, replies, direct messages, auto-answer channels
press       pressing.py      every button, also a year later and after any restart
render      rendering.py     Reply → components, within Discord's limits, everything in it harmless
stay up     connection/      what keeps it connected, and every answer arriving
"""

from rockybot.bot.client import RockyBot, create_bot
from rockybot.bot.desk import Desk

__all__ = ["Desk", "RockyBot", "create_bot"]
