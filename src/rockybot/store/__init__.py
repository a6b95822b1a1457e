"""What must last: the only door to the database."""

from rockybot.store.door import Store
from rockybot.store.hearing import Change
from rockybot.store.opening import DEFAULT_FILE
from rockybot.store.privacy import Kept, KeptTable, Purged, Retention
from rockybot.store.questions import SOMEBODY, Asked, Question, without_mentions
from rockybot.store.revisions import Overtaken, Revision
from rockybot.store.settings import ServerSettings
from rockybot.store.told import Told

__all__ = [
    "DEFAULT_FILE",
    "SOMEBODY",
    "Asked",
    "Change",
    "Kept",
    "KeptTable",
    "Overtaken",
    "Purged",
    "Question",
    "Retention",
    "Revision",
    "ServerSettings",
    "Store",
    "Told",
    "without_mentions",
]
