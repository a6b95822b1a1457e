"""WHAT IS KNOWN: fact files, their proof of quotation, their checks. Pure but for `reading` and `writing`."""

from rockybot.packs.model import Check, Excerpt, Fact, Gap, Name, Pack, Record, Source
from rockybot.packs.reading import read_pack

__all__ = ["Check", "Excerpt", "Fact", "Gap", "Name", "Pack", "Record", "Source", "read_pack"]
