"""The engine knows English; what belongs to a story stands in its pack."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "rockybot"
DICTIONARY = SOURCE / "matching" / "words.txt"
FILES = sorted(
    file for file in SOURCE.rglob("*") if file.suffix in {".py", ".txt", ".json", ".yaml"} and file != DICTIONARY
)

STORY = re.compile(
    r"rocky|rusty|\bflorence\b|steinberg|tommy mason|roy dennis|\bdennis\b|joshua|covina|brooklyn|coney|\bucla\b"
    r"|dysplasia|craniodiaphyseal|cyclettes|speedy babs|tonsillectomy|hootchy|kootchy|balboa|people magazine",
    re.IGNORECASE,
)
ALLOWED = re.compile(r"rockybot|rocky-dennis\.yaml", re.IGNORECASE)
"""The package, and the file of the story that ships."""


def test_the_files_are_found() -> None:
    """Else the next test would hold for nothing."""
    assert {"app.py", "english.txt", "units.py"} <= {file.name for file in FILES}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_no_word_of_the_shipped_story_stands_in_the_engine(file: Path) -> None:
    """Neither in code nor in comments, nor among the words of English."""
    lines = enumerate(file.read_text("utf-8").splitlines(), 1)
    assert [f"{number}: {line.strip()}" for number, line in lines if STORY.search(ALLOWED.sub("", line))] == []
