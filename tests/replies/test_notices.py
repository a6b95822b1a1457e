"""What rockybot says beside its answers."""

from __future__ import annotations

import pytest

from rockybot.replies.notices import wait


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "1 second."), (1.0, "1 second."), (1.01, "2 seconds."), (19.5, "20 seconds.")]
)
def test_a_wait_is_told_in_whole_seconds(seconds: float, words: str) -> None:
    """Rounded up: who waits so long is answered."""
    assert wait(seconds).endswith(words)
