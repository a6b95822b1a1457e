"""WHAT IS KNOWN: fact files, their proof of quotation, their checks. Pure but for `reading`."""

from typing import TYPE_CHECKING, Any

from rockybot.packs.model import Check, Excerpt, Fact, Gap, Name, Pack, Record, Source

if TYPE_CHECKING:
    from rockybot.packs.reading import read_pack

__all__ = ["Check", "Excerpt", "Fact", "Gap", "Name", "Pack", "Record", "Source", "read_pack"]


def __getattr__(name: str) -> Any:
    # Reading brings in YAML, which a question to a remembered pack never needs.
    if name == "read_pack":
        from rockybot.packs.reading import read_pack

        return read_pack
    raise AttributeError(name)
