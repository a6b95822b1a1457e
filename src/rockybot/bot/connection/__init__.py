"""STAYING UP: what keeps the bot connected, its commands known, and every answer arriving."""
