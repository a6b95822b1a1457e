"""What can be seen of a text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rockybot.replies import quoted, visible
from rockybot.replies.showing import unticked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("plain words", "plain words", id="plain"),
        pytest.param("café “quoted” – 5 €", "café “quoted” – 5 €", id="signs-of-any-kind"),
        pytest.param("a\nb\tc", "a\nb\tc", id="line-breaks-and-tabs"),
        pytest.param("a\r\nb\u2028c\u2029d", "a\nb\nc\nd", id="other-line-breaks"),
        pytest.param("\x1b[2Jgone", "[2Jgone", id="an-escape-sequence"),
        pytest.param("a\u200bb\u2060c\ufeffd\u00ade", "abcde", id="invisible-signs"),
        pytest.param("\u202eevil\u202c \u2066x\u2069", "evil x", id="other-directions"),
        pytest.param("a\u3164b\u2800c\u115fd", "abcd", id="blank-letters"),
        pytest.param("\ud800a\ue000b", "ab", id="halves-and-private-signs"),
        pytest.param(
            "👩\u200d👦 👩🏽\u200d🚀 ❤\ufe0f\u200d🔥", "👩\u200d👦 👩🏽\u200d🚀 ❤\ufe0f\u200d🔥", id="joined-emoji"
        ),
        pytest.param("a\u200db", "ab", id="joined-letters"),
        pytest.param("e" + "\u0301" * 9, "e" + "\u0301" * 3, id="a-tower-of-accents"),
    ],
)
def test_only_what_can_be_seen_stays(text: str, shown: str) -> None:
    """Line breaks and tabs besides."""
    assert visible(text) == shown


@given(st.text(st.characters()))
def test_nothing_that_drives_a_screen_gets_through(text: str) -> None:
    """And what is shown stays as it is when it is shown again."""
    shown = visible(text)
    hidden = {sign for sign in shown if unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs")}
    assert hidden <= {"\n", "\t", "\u200d"}
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a storm came", "“a storm came”", id="plain"),
        pytest.param("“I was there,” she said", "““I was there,” she said”", id="a-quotation-in-it"),
        pytest.param("“I was there”", "“I was there”", id="a-quotation"),
        pytest.param('"I was there"', '"I was there"', id="a-typed-quotation"),
        pytest.param("„Ich war da“", "„Ich war da“", id="a-german-quotation"),
        pytest.param('"', '“"”', id="one-mark-alone"),
    ],
)
def test_a_quotation_gets_no_second_marks(text: str, shown: str) -> None:
    assert quoted(text) == shown


def test_backticks_become_quotation_marks() -> None:
    """One that stands alone stays."""
    assert unticked("stands in `lamp` and `boat`") == "stands in “lamp” and “boat”"
    assert unticked("a ` alone") == "a ` alone"
