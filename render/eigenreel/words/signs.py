"""Signs of mathematics and what people call them in English."""

from __future__ import annotations

GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ϑ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi",
    "ο": "omicron", "π": "pi", "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi",
    "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "gamma", "Δ": "delta", "Θ": "theta", "Λ": "lambda",
    "Ξ": "xi", "Π": "pi", "Σ": "sigma", "Φ": "phi", "Ψ": "psi", "Ω": "omega",
}  # fmt: skip

OPERATORS = {
    "+": "plus", "−": "minus", "±": "plus or minus", "∓": "minus or plus", "×": "times", "·": "times", "⋅": "times",
    "*": "times", "∗": "convolved with", "÷": "divided by", "/": "over", "=": "equals", "≠": "is not equal to",
    "≈": "is about", "≃": "is about", "≅": "is congruent to", "≡": "is identical to", ":=": "is defined as",
    "≔": "is defined as", "<": "is less than", ">": "is greater than", "≤": "is at most", "≥": "is at least",
    "≪": "is much less than", "≫": "is much greater than", "∝": "is proportional to", "∼": "is distributed as",
    "~": "is distributed as", "→": "to", "↦": "maps to", "⇒": "implies", "⟹": "implies", "⇔": "if and only if",
    "⟺": "if and only if", "←": "becomes", "∈": "in", "∉": "not in", "⊂": "is a subset of", "⊆": "is a subset of",
    "∪": "or", "∩": "and", "∧": "and", "∨": "or", "∘": "after", "⊙": "times", "⊗": "tensor", "⊕": "plus",
    "⊥": "is perpendicular to", "∥": "is parallel to", "‖": "relative to", "|": "given", "∣": "given", ",": "and",
    ";": "and", ":": "to",
}  # fmt: skip
"""Between two things. Both ∪ and ∩ are read as people read events; a comma is one between two arguments."""

LONE = {
    "∇": "nabla", "∂": "the partial derivative", "∑": "the sum", "∏": "the product", "∫": "the integral",
    "√": "the square root", "∞": "infinity", "∀": "for all", "∃": "there is", "∅": "the empty set", "%": "percent",
    "&": "and", "@": "at", "#": "number", "°": "degrees", "…": "and so on", "⋯": "and so on", "⋮": "and so on",
    "§": "section", "©": "copyright", "|": "given", "¬": "not", "✓": "yes", "✗": "no", "$": "dollars", "€": "euros",
    "£": "pounds", "^": "to the", "⊤": "transpose",
}  # fmt: skip
"""A sign that stands alone and is no operator."""

ALONE = {
    "infinity": "infinity", "dots": "and so on", "percent": "percent", "degree": "degrees", "factorial": "factorial",
}  # fmt: skip
"""Kinds of signs that say the same everywhere."""

SETS = {
    "ℝ": "R", "ℕ": "N", "ℤ": "Z", "ℚ": "Q", "ℂ": "C", "𝔼": "E", "ℙ": "P", "ℒ": "L", "𝒩": "N", "ℓ": "l", "ℋ": "H",
}  # fmt: skip
"""Letters of other cuts, read as the plain ones."""

HATS = {
    "\u0302": "hat", "\u0304": "bar", "\u0305": "bar", "\u0303": "tilde", "\u0307": "dot", "\u0308": "double dot",
    "\u20d7": "vector",
}  # fmt: skip

PRIMES = {"′": "prime", "″": "double prime", "'": "prime", "’": "prime"}

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀᵏᵗˣʸᵈᵐᵖᶜ", "0123456789+−=()niTktxydmpc")
LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ᵢⱼₖₙₘₜₓₐₑₒₚₛₗᵣᵤᵥ", "0123456789+−=()ijknmtxaeopslruv")
RAISED_SIGNS = "".join(map(chr, RAISED))
LOWERED_SIGNS = "".join(map(chr, LOWERED))

FUNCTIONS = {
    "sin": "sine", "cos": "cosine", "tan": "tangent", "tanh": "tanch", "sinh": "sinch", "cosh": "cosh",
    "arcsin": "arc sine",
    "arccos": "arc cosine", "arctan": "arc tangent", "log": "log", "ln": "natural log", "exp": "exp",
    "softmax": "soft max", "argmax": "arg max", "argmin": "arg min", "lim": "the limit", "sgn": "the sign",
    "sign": "the sign", "max": "the maximum", "min": "the minimum", "sup": "the supremum", "inf": "the infimum",
    "det": "the determinant", "tr": "the trace", "Tr": "the trace", "rank": "the rank", "dim": "the dimension",
    "span": "the span", "Var": "the variance", "var": "the variance", "Cov": "the covariance",
    "cov": "the covariance", "corr": "the correlation", "Pr": "the probability", "diag": "the diagonal", "mod": "mod",
    "KL": "the KL divergence", "relu": "ray loo", "ReLU": "ray loo", "sigmoid": "sigmoid",
}  # fmt: skip
"""Names of functions inside expressions; those that begin with "the" take "of"."""

LETTERS = {
    "a": "eigh", "b": "bee", "c": "see", "d": "dee", "e": "ee", "f": "eff", "g": "gee", "h": "aitch", "i": "eye",
    "j": "jay", "k": "kay", "l": "ell", "m": "em", "n": "en", "o": "oh", "p": "pee", "q": "cue", "r": "ar",
    "s": "ess", "t": "tee", "u": "yoo", "v": "vee", "w": "double-u", "x": "ex", "y": "why", "z": "zee",
}  # fmt: skip
"""Letters spelled as they sound: a voice takes "A" for the article, and a stop after a letter for an initial's."""

UNITS = {
    "km": ("kilometer", "kilometers"), "m": ("meter", "meters"), "cm": ("centimeter", "centimeters"),
    "mm": ("millimeter", "millimeters"), "kg": ("kilogram", "kilograms"), "mg": ("milligram", "milligrams"),
    "s": ("second", "seconds"), "ms": ("millisecond", "milliseconds"), "µs": ("microsecond", "microseconds"),
    "μs": ("microsecond", "microseconds"), "ns": ("nanosecond", "nanoseconds"), "min": ("minute", "minutes"),
    "h": ("hour", "hours"), "Hz": ("hertz", "hertz"), "kHz": ("kilohertz", "kilohertz"),
    "MHz": ("megahertz", "megahertz"), "GHz": ("gigahertz", "gigahertz"), "kB": ("kilobyte", "kilobytes"),
    "KB": ("kilobyte", "kilobytes"), "MB": ("megabyte", "megabytes"), "GB": ("gigabyte", "gigabytes"),
    "TB": ("terabyte", "terabytes"), "px": ("pixel", "pixels"), "dB": ("decibel", "decibels"),
    "kW": ("kilowatt", "kilowatts"), "km/h": ("kilometer per hour", "kilometers per hour"),
    "m/s": ("meter per second", "meters per second"),
    "m/s²": ("meter per second squared", "meters per second squared"),
    "fps": ("frame per second", "frames per second"), "°C": ("degree Celsius", "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"), "°": ("degree", "degrees"), "%": ("percent", "percent"),
}  # fmt: skip
"""(one, many) of units that follow a number."""

ABBREVIATIONS = {
    "vs": "versus", "vs.": "versus", "e.g.": "for example", "i.e.": "that is", "etc.": "et cetera", "cf.": "compare",
    "approx.": "approximately", "w.r.t.": "with respect to", "wrt": "with respect to", "s.t.": "such that",
    "iff": "if and only if", "i.i.d.": "I I D", "iid": "I I D", "Fig.": "figure", "Eq.": "equation",
    "a.k.a.": "also known as", "24/7": "twenty-four seven", "w/": "with", "w/o": "without", "and/or": "and or",
    "ca.": "about",
}  # fmt: skip
