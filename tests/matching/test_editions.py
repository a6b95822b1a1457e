"""What matchers of one story share: what was painted for one needn't be painted for the next."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from rockybot.matching import Answerer, neighbours, portraits
from rockybot.packs import Fact, Gap, Pack

LAMP = Fact("lamp", ("what did the lamp burn", "which oil was in the lamp"), "Whale oil.")
BOAT = Fact("boat", ("what colour was the boat", "how was the boat painted"), "Green.")
STORY = Pack("Gull Rock", (LAMP, BOAT), (Gap("gull", ("who fed the gulls",), "the gulls"),))
QUESTION = "what oil did they burn in that lamp"


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The texts that were painted, record by record."""
    neighbours._painted.cache_clear()  # noqa: SLF001 - other tests paint too
    records: list[tuple[str, ...]] = []
    gallery = portraits.Painter.gallery

    def noted(painter: portraits.Painter, texts: tuple[str, ...]) -> portraits.Portrait:
        records.append(texts)
        return gallery(painter, texts)

    monkeypatch.setattr(portraits.Painter, "gallery", noted)
    return records


@pytest.mark.parametrize(
    "edited",
    [
        pytest.param(replace(LAMP, answer="Seal oil, they say."), id="another-answer"),
        pytest.param(replace(LAMP, questions=(*LAMP.questions, "the fuel")), id="another-phrasing"),
    ],
)
def test_an_edition_paints_what_was_edited_alone(edited: Fact, painted: list[tuple[str, ...]]) -> None:
    """Its other records look the same, to all who tell the story."""
    Answerer(STORY).answer(QUESTION)
    told = len(painted)
    answerer = Answerer(replace(STORY, facts=(edited, BOAT)))
    assert answerer.answer(QUESTION).matches[0].score.nearness > 0
    assert [texts[0] for texts in painted[told:]] == [LAMP.questions[0]]


def test_what_was_painted_is_not_kept_on_disk() -> None:
    """It is soon painted again, and says the same."""
    answerer = Answerer(STORY)
    kept = pickle.dumps(answerer)
    verdict = answerer.answer("which oil")
    assert len(pickle.dumps(answerer)) < len(kept) + 4096
    assert pickle.loads(kept).answer("which oil") == verdict  # noqa: S301 - its own
