"""What matchers of one story share: what was painted for one needn't be painted for the next."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from rockybot.matching import Answerer, portraits
from rockybot.packs import Fact, Gap, Pack

LAMP = Fact("lamp", ("what did the lamp burn", "which oil was in the lamp"), "Whale oil.")
BOAT = Fact("boat", ("what colour was the boat", "how was the boat painted"), "Green.")
STORY = Pack("Gull Rock", (LAMP, BOAT), (Gap("gull", ("who fed the gulls",), "the gulls"),))
QUESTION = "what oil did they burn in that lamp"


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The texts that were painted, record by record."""
    records: list[tuple[str, ...]] = []
    gallery = portraits.Painter.gallery

    def noted(painter: portraits.Painter, texts: tuple[str, ...]) -> portraits.Portrait:
        records.append(texts)
        return gallery(painter, texts)

    monkeypatch.setattr(portraits.Painter, "gallery", noted)
    return records


def test_an_edition_with_the_same_phrasings_paints_what_was_edited_alone(painted: list[tuple[str, ...]]) -> None:
    """Its other records look the same."""
    first = Answerer(STORY)
    first.answer(QUESTION)
    told = len(painted)
    edited = Answerer(replace(STORY, facts=(replace(LAMP, answer="Seal oil, they say."), BOAT)))
    edited.answer(QUESTION)
    assert painted[told:] == [("what did the lamp burn", "which oil was in the lamp", "seal oil they say")]
    assert edited.answer(QUESTION).matches[0].score.nearness > 0


def test_an_edition_with_another_phrasing_is_painted_anew(painted: list[tuple[str, ...]]) -> None:
    """How much a word tells hangs on all phrasings; and a verdict must not hang on what was told before."""
    first = Answerer(STORY)
    first.answer(QUESTION)
    told = len(painted)
    more = replace(LAMP, questions=(*LAMP.questions, "the fuel"))
    edited = Answerer(replace(STORY, facts=(more, BOAT)))
    verdict = edited.answer(QUESTION)
    assert len(painted) > told
    del first, edited
    assert Answerer(replace(STORY, facts=(more, BOAT))).answer(QUESTION) == verdict


def test_what_was_painted_is_not_kept_on_disk() -> None:
    """It is soon painted again, and says the same."""
    answerer = Answerer(STORY)
    kept = pickle.dumps(answerer)
    verdict = answerer.answer("which oil")
    assert len(pickle.dumps(answerer)) < len(kept) + 4096
    assert pickle.loads(kept).answer("which oil") == verdict  # noqa: S301 - its own
