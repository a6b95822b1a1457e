"""`python -m loopback '{"shards": 2}'` serves until its standard input ends."""

import asyncio
import json
import sys

from .elsewhere import serve

asyncio.run(serve(json.loads(sys.argv[1]) if sys.argv[1:] else {}))
