"""Spoken forms: what a voice reads for what captions show."""

# ruff: noqa: E501 - a table is easier to read with one case a line
from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eigenreel.errors import ScriptError
from eigenreel.words.lexicon import Entry, Lexicon
from eigenreel.words.quantities import say_integer, say_number
from eigenreel.words.signs import GREEK
from eigenreel.words.spoken import Spoken, speak
from eigenreel.words.tokens import Token, join_tokens, split_text


def said(text: str, lexicon: Lexicon | None = None) -> str:
    tokens = join_tokens([Token(word) for word in split_text(text)])
    return " ".join(form.text for form in speak([token.text for token in tokens], lexicon or Lexicon()))


SENTENCES = {
    # numbers
    "It is 16.1%, not −3 or -0.05.": "It is sixteen point one percent, not minus three or minus zero point zero five.",
    "1,536 of 1000000 and 100%": "one thousand five hundred thirty-six of one million and one hundred percent",
    "1/2, 3/4, ⅔ and 2½; 7/100": "one half, three quarters, two thirds and two and a half; seven over one hundred",
    "the 1st, 22nd and 1980s": "the first, twenty-second and nineteen eighties",
    "In 1763, Bayes (1701–1761)": "In seventeen sixty-three, Bayes (seventeen oh-one to seventeen sixty-one)",
    "in 1536 dimensions": "in one thousand five hundred thirty-six dimensions",
    "2–3 of 95–99%": "two to three of ninety-five to ninety-nine percent",
    "a 2×2 matrix, 28×28×3, a 3 × 4 grid": "a two by two matrix, twenty-eight by twenty-eight by three, a three by four grid",
    "3 × 4 = 12": "three times four equals twelve",
    "5 km in 3 ms, 1 s, 20°C and $5": "five kilometers in three milliseconds, one second, twenty degrees Celsius and five dollars",
    "a 2-3-1 network": "a two three one network",
    "1e−03": "one times ten to the minus three",
    "3D, 1536D, 64-dimensional, GPT-4": "three D, one thousand five hundred thirty-six D, sixty-four dimensional, GPT four",
    # mathematics
    "∇L points up": "the gradient of L points up",
    "The gradient ∇L is": "The gradient of L is",
    "w ← w − η∇L": "w becomes w minus eta times the gradient of L",
    "∂L/∂w and dy/dx": "the partial derivative of L with respect to w and the derivative of y with respect to x",
    "‖x − y‖² ≤ |x|": "the norm of x minus y, squared is at most the absolute value of x",
    "‖u‖‖v‖ cos θ": "the norm of u times the norm of v cosine theta",
    "P(A | B) is not P(B|A).": "the probability of eigh given B is not the probability of B given eigh.",
    "P(ill | +)": "the probability of ill given plus",
    "KL(p‖q) ≥ 0": "the KL divergence of p from q is at least zero",
    "x² + y³, x_1, xᵢ and e^−x": "x squared plus y cubed, x one, x sub i and e to the minus x",
    "wᵀx + b, A⁻¹, ŷ": "w transpose x plus b, eigh inverse, y hat",
    "√2 ≈ 1.41": "the square root of two is about one point four one",
    "∑ᵢ xᵢ, Σxᵢ, UΣVᵀ": "the sum over i of x sub i, the sum of x sub i, U sigma V transpose",
    "1/(1 + e^−x)": "one over one plus e to the minus x",
    "n³, not n! steps": "n cubed, not n factorial steps",
    "E[X], Var(X), f(x, y)": "the expected value of X, the variance of X, f of x and y",
    "king − man + woman ≈ queen": "king minus man plus woman is about queen",
    "u · v": "u dot v",
    "y = x + b. Then": "y equals x plus bee. Then",
    # words
    "The matrix A is here. A matrix is. A = 3": "The matrix eigh is here. A matrix is. eigh equals three",
    "vs. e.g. w.r.t. etc.": "versus for example with respect to et cetera",
    "Say “word” (or not) — now": "Say “word” (or not), now",
    "RGB & AI": "RGB and AI",
    "it's 5 o'clock": "it's five o'clock",
    "a smile 😀": "a smile grinning face",
}  # fmt: skip


@pytest.mark.parametrize(("written", "spoken"), SENTENCES.items())
def test_spoken_form(written, spoken):
    assert said(written) == spoken


def test_every_greek_letter_has_a_name():
    """No Greek letter reaches the voice."""
    for letter in GREEK:
        assert said(letter) == GREEK[letter]


@given(
    st.lists(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=12), min_size=1, max_size=6)
)
def test_one_form_for_each_token_and_none_empty(words):
    """Whatever is written: as many forms as tokens, none empty, no sign of mathematics left, no bracket of the voice's own."""
    tokens = [token.text for token in join_tokens([Token(word) for word in words])]
    forms = speak(tokens, Lexicon())
    assert len(forms) == len(tokens)
    for token, form in zip(tokens, forms, strict=True):
        if any(unicodedata.category(sign)[0] in "LNS" for sign in token):
            assert form.text.strip()
        assert not set(form.text) & set("−∇∂∑√≈≤≥×‖²³ᵀ")


@given(st.integers(-(10**12), 10**12))
def test_numbers_are_words(value):
    """A number, however it is grouped, is read the same and without digits, commas or "and"."""
    plain, grouped = say_number(str(value)), say_number(f"{value:,}")
    assert plain == grouped == say_integer(value)
    assert not set(plain) & set("0123456789,")
    assert " and " not in plain


@pytest.mark.parametrize(
    "written",
    [
        "9" * 5000,
        "1/" + "9" * 5000,
        "x^" + "9" * 5000,
        "1e" + "9" * 5000,
        "9" * 5000 + "th",
        "x₁" * 3000,
        "(" * 3000 + "x",
        "√" * 3000 + "x",
    ],
)
def test_absurd_tokens_are_read_somehow(written):
    """Nothing that is written makes the reader fail."""
    assert said(written).strip()


LEXICON = Lexicon(
    {
        "ReLU": Entry("ray loo", "ɹˈA lˈu"),
        "softmax": Entry("soft max"),
        "Euler": Entry(ipa="ˈYləɹ"),
        "t-SNE": Entry("tee snee"),
    }
)


def test_lexicon_forms():
    """Entries in small letters stand for any case, others for themselves; plurals and possessives follow."""
    assert said("ReLU, Softmax; RELU", LEXICON) == "ray loo, soft max; RELU"
    assert speak(["ReLUs", "Euler’s", "Euler."], LEXICON) == [
        Spoken("ray loos", "ɹˈA lˈuz"),
        Spoken("Euler's", "ˈYləɹz"),
        Spoken("Euler.", "ˈYləɹ"),
    ]
    assert said("a t-SNE map, softmax-like", LEXICON) == "a tee snee map, soft max like"


def test_other_languages_keep_their_numbers():
    """Voices of other languages read numbers themselves; the lexicon still holds."""
    forms = speak(["ReLU", "16,1", "%"], LEXICON, "de")
    assert [form.text for form in forms] == ["ray loo", "16,1", "%"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[words]\nA = 3", "2: entry 'A' says nothing"),
        ("[words]\nA = {}", "2: entry 'A' says nothing"),
        ("[words]\n\nA = { sya = 'x' }", "3: entry 'A' has an unknown field 'sya'; perhaps you meant say?"),
        ("[words]\nA = { say = '' }", "2: say of 'A' is not text"),
        ("[words]\n'a b' = { say = 'x' }", "2: entry 'a b' is not one word"),
        ("[wrods]\nA = { say = 'x' }", "1: unknown table 'wrods'; put entries under [words]"),
        ("[words]\nA = = 3", "2: not TOML"),
        ("[words]\nA = " + "[" * 10_000, "2: not TOML"),
        ("[words]\nA = " + "1" * 5000, "2: not TOML"),
        (b"[words]\nA = '\xe9'", "2: byte 0xE9 is not UTF-8; save the file as UTF-8"),
        ("words = 3", "1: words is not a table"),
    ],
)
def test_mistakes_in_a_lexicon(tmp_path, text, message):
    path = tmp_path / "lexicon.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ScriptError) as caught:
        Lexicon.read(path)
    assert str(caught.value).startswith(f"{path}:{message}")


def test_a_lexicon_may_begin_with_a_byte_order_mark(tmp_path):
    """As editors on Windows save it."""
    path = tmp_path / "lexicon.toml"
    path.write_bytes("\ufeff[words]\r\nReLU = { say = 'ray loo' }\r\n".encode())
    assert Lexicon.read(path).find("ReLU").say == "ray loo"


def test_a_course_without_a_lexicon(tmp_path):
    assert Lexicon.read(None) == Lexicon.read(tmp_path / "none.toml") == Lexicon()


SIGNS = "0123456789.,:;%−+-*/^²³₁₂()[]{}|‖∇∂∑∏∫√·×÷=<>≤≥≈∈ℝxyzABCαβγ'\"$€°&½⅓Ⅳ٣①𝟙~_#@!?…–—→"


@given(st.lists(st.text(SIGNS, min_size=1, max_size=9), min_size=1, max_size=4))
def test_whatever_signs_stand_together_something_is_said(tokens):
    """An expression that makes no sense is a slip of the pen, which one hears; it is no reason to give up."""
    forms = speak(tokens, LEXICON)
    assert len(forms) == len(tokens)
    assert all(form.text and form.text == " ".join(form.text.split()) for form in forms)


@pytest.mark.parametrize(
    ("written", "spoken"),
    [("x^)", "x star)"), ("x^,", "x star,"), ("e^−−2", "e to the minus minus two"), ("∑≤", "the sum of is at most")],
)
def test_signs_with_nothing_to_work_on(written, spoken):
    assert said(written, LEXICON) == spoken
