"""Forty tricky sentences are spoken by the default voice, written down by an offline recognizer, and compared.

What is compared with is written here by hand, in words: what a person would have to hear. The recognizer writes numbers
in digits and names as it likes, so both sides are put in the same words first; no word is left out of either.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from eigenreel.sound.voices import get_voice
from eigenreel.words.lexicon import Lexicon
from eigenreel.words.narration import Narration, narrate
from eigenreel.words.quantities import say_number
from eigenreel.words.script import parse_script

pytestmark = pytest.mark.slow
moonshine_voice = pytest.importorskip("moonshine_voice", reason="the recognizer is a development dependency")
LEXICON = Path(__file__).parents[2] / "narration" / "lexicon.toml"

# (what a script says, what a listener must hear)
SENTENCES = [
    (
        "The slope is −3, and the change is −0.05.",
        "the slope is minus three and the change is minus zero point zero five",
    ),
    ("From 2 to −2 is a change of -4.", "from two to minus two is a change of minus four"),
    (
        "A positive test means 16.1%, not 95%.",
        "a positive test means sixteen point one percent not ninety five percent",
    ),
    ("Of 1,000 people, 10 are ill.", "of one thousand people ten are ill"),
    ("The gradient ∇L points uphill.", "the gradient of l points uphill"),
    ("We step against ∇f(x).", "we step against the gradient of f at x"),
    ("Each step is w ← w − η∇L.", "each step is w becomes w minus eta times the gradient of l"),
    ("The slope ∂L/∂w is negative.", "the slope the partial derivative of l with respect to w is negative"),
    ("The norm ‖x‖ is √(x² + y²).", "the norm of x is the square root of x squared plus y squared"),
    ("Their distance is ‖x − y‖.", "their distance is the norm of x minus y"),
    ("The angle θ is small.", "the angle theta is small"),
    ("Let α be 1/2 and β be 3/4.", "let alpha be one half and beta be three quarters"),
    ("The mean is μ and the variance is σ².", "the mean is mu and the variance is sigma squared"),
    ("P(A|B) is not P(B|A).", "the probability of a given b is not the probability of b given a"),
    ("P(ill | positive) is about 0.161.", "the probability of ill given positive is about zero point one six one"),
    ("This is Bayes' theorem.", "this is bayes theorem"),
    ("Bayes’ theorem turns a prior into a posterior.", "bayes theorem turns a prior into a posterior"),
    ("A ReLU layer keeps what is above zero.", "a relu layer keeps what is above zero"),
    ("GELU is a smoother curve than ReLU.", "gelu is a smoother curve than relu"),
    ("The KL divergence is never negative.", "the k l divergence is never negative"),
    ("AI systems see RGB pixels as vectors.", "a i systems see r g b pixels as vectors"),
    (
        "A vector may be 2D, 3D, or even 1536D.",
        "a vector may be two d three d or even one thousand five hundred thirty six d",
    ),
    ("A 2×2 matrix moves the plane.", "a two by two matrix moves the plane"),
    ("In 1763, the essay was published.", "in seventeen sixty three the essay was published"),
    ("The 21st step takes 2–3 seconds.", "the twenty first step takes two to three seconds"),
    ("The sum Σxᵢ is over all points.", "the sum of x sub i is over all points"),
    ("Take wᵀx + b and apply softmax.", "take w transpose x plus b and apply softmax"),
    ("The function e^x grows, and e^−x shrinks.", "the function e to the x grows and e to the minus x shrinks"),
    ("x₁ and x₂ are the two features.", "x one and x two are the two features"),
    ("The loss is L = (y − ŷ)².", "the loss is l equals y minus y hat squared"),
    ("If |x| ≤ 1, then x² ≤ 1.", "if the absolute value of x is at most one then x squared is at most one"),
    ("The determinant of A is −2, so A⁻¹ exists.", "the determinant of a is minus two so a inverse exists"),
    ("The eigenvalue λ stretches the eigenvector v.", "the eigenvalue lambda stretches the eigenvector v"),
    ("Av = λv is the whole story.", "a v equals lambda v is the whole story"),
    ("king − man + woman ≈ queen.", "king minus man plus woman is about queen"),
    ("A probability of 5% is 1 in 20.", "a probability of five percent is one in twenty"),
    ("Gradient descent vs. Newton's method.", "gradient descent versus newton's method"),
    ("The expected value E[X] is 3.5.", "the expected value of x is three point five"),
    ("π ≈ 3.14159.", "pi is about three point one four one five nine"),
    ("f(x) = 3x + 2 at x = −1 is −1.", "f of x equals three x plus two at x equals minus one is minus one"),
    ("With 64-dimensional embeddings, δ → 0.", "with sixty four dimensional embeddings delta to zero"),
    ("The loss fell by 1e−03, or 0.1%.", "the loss fell by one times ten to the minus three or zero point one percent"),
]
# What must be heard wherever it is said: the faults that this voice has when it is given the signs themselves.
HARD = {
    "the minus sign": ("minus",),
    "∇ ∂ ‖·‖ √": ("gradient", "partial", "derivative", "norm", "square", "root"),
    "Greek letters": ("alpha", "beta", "theta", "lambda", "mu", "sigma", "delta", "pi"),
    "ReLU and GELU": ("relu", "gelu"),
    "Bayes' theorem": ("bayes", "theorem"),
}
# Spellings of one sound: names that the recognizer cannot know, and letters that are also words.
SAME_SOUND = [
    (r"\b(ray|rai|ra) ?l(oo|u|ou|o)\b", "relu"),
    (r"\b(gel|gell|jel|jell) ?(oo|u|o)\b", "gelu"),
    (r"\btheorum\b", "theorem"),
    (r"\b(base|bay'?s)(?= theorem)", "bayes"),
    (r"\bsoft max\b", "softmax"),
    (r"\bav\b", "a v"),
    (r"\bmew\b", "mu"),
    (r"\bpie\b", "pi"),
    (r"\b(vs|verses)\b", "versus"),
    (r"\b(ata|ada|aita|ayta)\b", "eta"),
]
SIGNS = [("%", " percent "), ("+", " plus "), ("=", " equals "), ("×", " times "), ("²", " squared ")]


def normal(text: str) -> list[str]:
    """Words in small letters: digits and signs spelled out, abbreviations by letters, one spelling for one sound."""
    text = text.replace("’", "'")
    text = re.sub(r"\b(?!I\b)([A-Z]{2,4})\b", lambda match: " ".join(match[1]), text).lower()
    text = re.sub(r"(?<![\w.])1/2\b", "one half", text)
    text = re.sub(r"(?<![\w.])3/4\b", "three quarters", text)
    # Between letters, before numbers and in powers, a stroke is how the recognizer writes a "minus" that it heard.
    text = text.replace("^", " to the ")
    text = re.sub(r"(?:(?<=\s)|^)[-−](?=\d)|(?<=\b\w)-(?=\w\b)", " minus ", text)
    text = re.sub(r"(?<=\bin )(\d\d)(\d\d)(?=,)", lambda match: f"{say_number(match[1])} {say_number(match[2])}", text)
    text = re.sub(
        r"\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th)?", lambda match: f" {say_number(match[0].strip(',')) or match[0]} ", text
    )
    for sign, word in SIGNS:
        text = text.replace(sign, word)
    text = re.sub(r"[^a-z' ]", " ", text)
    for pattern, word in SAME_SOUND:
        text = re.sub(pattern, word, " ".join(text.split()))
    return text.split()


def distance(wanted: list[str], heard: list[str]) -> int:
    """Words to replace, insert or remove (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for index, word in enumerate(wanted, 1):
        diagonal, row[0] = row[0], index
        for column, other in enumerate(heard, 1):
            diagonal, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, diagonal + (word != other))
    return row[-1]


def narration() -> Narration:
    """One beat a sentence, read through the parser as a lesson is."""
    head = "---\ntitle: T\nquestion: Q\nsummary: S\nlevel: L\naudience: A\n---\n## T\n\n"
    beats = "\n\n".join(
        f"[s{number}] {text.replace('[', chr(92) + '[').replace(']', chr(92) + ']')}"
        for number, (text, _) in enumerate(SENTENCES)
    )
    return narrate(parse_script((head + beats).encode(), "heard.md"), {}, Lexicon.read(LEXICON))


@cache
def heard() -> tuple[str, ...]:
    """What the recognizer writes for each sentence."""
    from scipy.signal import resample_poly

    model = Path(moonshine_voice.__file__).parent / "assets" / "tiny-en"
    options = {"vad_threshold": "0.0", "vad_max_segment_duration": "30"}
    recognizer = moonshine_voice.Transcriber(
        model_path=str(model), model_arch=moonshine_voice.ModelArch.TINY, options=options
    )
    silence = np.zeros(8000, np.float32)
    texts = []
    for utterance in narration().utterances:
        speech = get_voice("hibari").speak(utterance)
        samples = resample_poly(speech.samples, 16000, speech.rate).astype(np.float32)
        lines = recognizer.transcribe_without_streaming(
            np.concatenate([silence, samples, silence]).tolist(), 16000
        ).lines
        texts.append(" ".join(line.text for line in lines))
    return tuple(texts)


def test_what_is_heard_is_what_is_meant():
    """At least forty sentences, word error rate at most 0.06 over all of them."""
    assert len(SENTENCES) >= 40
    pairs = [(normal(meant), normal(text)) for (_, meant), text in zip(SENTENCES, heard(), strict=True)]
    errors = [distance(meant, text) for meant, text in pairs]
    report = "\n".join(
        f"{count}: {' '.join(meant)} | {' '.join(text)}"
        for count, (meant, text) in zip(errors, pairs, strict=True)
        if count
    )
    rate = sum(errors) / sum(len(meant) for meant, _ in pairs)
    print(f"word error rate {rate:.4f}\n{report}")
    assert rate <= 0.06, report


@pytest.mark.parametrize("fault", HARD)
def test_no_known_fault(fault):
    """Each hard word is heard as often as it is said, in the sentence in which it is said."""
    for (written, meant), text in zip(SENTENCES, heard(), strict=True):
        for word in HARD[fault]:
            assert normal(text).count(word) >= normal(meant).count(word), (
                f"{written!r} was heard as {text!r}: {word} is missing"
            )
