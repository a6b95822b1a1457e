"""How an article is read: its words as the proof sees them, its headings and paragraphs."""

from __future__ import annotations

import pytest

from rockybot.packs.article import outline, tokens, trimmed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ida kept the lamp", ["ida", "kept", "the", "lamp"], id="words-lose-their-case"),
        pytest.param("IDA’S  lamp\n\tburned", ["ida's", "lamp", "burned"], id="white-space-is-one-gap"),
        pytest.param("'Ida's “lamp”'", ["ida's", "lamp"], id="quotation-marks-are-no-words"),
        pytest.param("it's its", ["it's", "its"], id="an-inner-apostrophe-is-part-of-its-word"),
        pytest.param("the ‘40s", ["the", "40s"], id="an-outer-apostrophe-is-not"),
        pytest.param("rock ‘n’ roll", ["rock", "n", "roll"], id="an-apostrophe-on-either-side-is-not"),
        pytest.param("well-known well – known", ["well", "known", "well", "known"], id="dashes-part-words"),
        pytest.param("oil; by 24,", ["oil", ";", "by", "24", ","], id="each-other-sign-stands-alone"),
        pytest.param("and so…", ["and", "so", ".", ".", "."], id="an-ellipsis-is-three-stops"),
        pytest.param("£5 a year", ["£", "5", "a", "year"], id="a-currency-is-a-sign"),
        pytest.param("ﬁne Ｌamp", ["fine", "lamp"], id="ligatures-and-wide-letters-are-plain-letters"),
        pytest.param("cafe\u0301 café", ["café", "café"], id="accents-are-composed"),
        pytest.param("STRASSE Straße", ["strasse", "strasse"], id="case-folds-beyond-lower-case"),
        pytest.param("light\u00adhouse\u200b lamp\u202e", ["lighthouse", "lamp"], id="invisible-signs-vanish"),
        pytest.param("a\u00a0lamp", ["a", "lamp"], id="a-hard-space-is-a-space"),
        pytest.param("— “” '", [], id="quotation-marks-and-dashes-alone-are-nothing"),
        pytest.param("", [], id="nothing-has-no-words"),
    ],
)
def test_a_text_is_its_words_and_signs_in_order(text: str, expected: list[str]) -> None:
    """What typographers change freely is gone; what an author chose is kept."""
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(["by", ",", "the", "sea"], ["by", ",", "the", "sea"], id="inner-signs-stay"),
        pytest.param(
            [",", "(", "by", "the", "sea", ")", "."], ["by", "the", "sea"], id="stops-and-brackets-at-the-ends-go"
        ),
        pytest.param(["by", "the", "sea", ".", ".", "."], ["by", "the", "sea"], id="an-ellipsis-at-the-end-goes"),
        pytest.param(["£", "5", "%"], ["£", "5", "%"], id="signs-with-a-meaning-stay-at-the-ends"),
        pytest.param(["_sea_", "salt"], ["_sea_", "salt"], id="a-word-between-underscores-is-a-word"),
        pytest.param([".", ",", "."], [], id="signs-alone-leave-nothing"),
        pytest.param([], [], id="nothing-leaves-nothing"),
    ],
)
def test_a_quotation_is_held_from_its_first_word_to_its_last(words: list[str], expected: list[str]) -> None:
    """A quotation may end before a comma or add a full stop, and nothing else."""
    assert trimmed(words) == expected


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        pytest.param(
            "The Lamp\n\nIda lit it.\n\nIt burned.\n\nThe dog\n\nHe barked.",
            [("The Lamp", ["Ida lit it.", "It burned."]), ("The dog", ["He barked."])],
            id="headings-part-sections-and-blank-lines-part-paragraphs",
        ),
        pytest.param(
            "Ida lit\nthe lamp.\r\n  \r\nIt\rburned.",
            [("", ["Ida lit the lamp.", "It burned."])],
            id="any-line-end-will-do",
        ),
        pytest.param("\n\n \n\nIda lit it.\n\n\n\n", [("", ["Ida lit it."])], id="outer-blank-lines-are-nothing"),
        pytest.param("Ida lit it.", [("", ["Ida lit it."])], id="no-heading-at-all"),
        pytest.param("Lamp\n\nThe dog", [("Lamp", []), ("The dog", [])], id="a-heading-with-nothing-under-it"),
        pytest.param(
            "# Why was it dark?\n\nIda knew.\n\n## The dog.\n\nHe knew.",
            [("Why was it dark?", ["Ida knew."]), ("The dog.", ["He knew."])],
            id="a-hash-makes-a-heading-of-any-line",
        ),
        pytest.param("#\n\nIda lit it.", [("", ["#", "Ida lit it."])], id="a-hash-alone-is-no-heading"),
        pytest.param(
            "Why was it dark?\n\n“So it was.”\n\n(It was;)\n\nAnd then…",
            [("", ["Why was it dark?", "“So it was.”", "(It was;)", "And then…"])],
            id="a-short-paragraph-with-a-stop-is-no-heading",
        ),
        pytest.param(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen",
            [("one two three four five six seven eight nine ten eleven twelve thirteen fourteen", [])],
            id="fourteen-words-may-be-a-heading",
        ),
        pytest.param(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
            [("", ["one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"])],
            id="fifteen-words-may-not",
        ),
        pytest.param("", [("", [])], id="an-empty-article-is-one-empty-section"),
    ],
)
def test_an_article_is_headings_with_their_paragraphs(article: str, expected: list[tuple[str, list[str]]]) -> None:
    """Blank lines part paragraphs; a short one without a final stop is a heading."""
    assert list(outline(article)) == expected
