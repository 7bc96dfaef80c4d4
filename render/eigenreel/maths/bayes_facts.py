"""Everything that can be said about a positive test, as numbers and as people write them."""

from __future__ import annotations

from eigenreel.maths.bayes import Town, posterior, posterior_after, town
from eigenreel.maths.rounding import as_given, count_of_people, decimal, distractors, one_in, percent

VERDICTS = ((0.02, "almost certainly not"), (0.4, "probably not"), (0.6, "as likely as not"), (0.98, "probably"))
"""Up to which share one may say what."""


def facts_of_test(prevalence: float, sensitivity: float, specificity: float) -> dict[str, object]:
    """Shares (0…1), percentages, decimals, counts of people and the sentences that depend on how they compare.

    Returns:
        For shares ``<name>``, ``<name>_percent`` and ``<name>_decimal``; for people ``<name>_count``,
        ``<name>_people`` as it is said and ``<name>_shown`` as it is drawn.

    Raises:
        ValueError: an argument is not a probability.

    >>> facts = facts_of_test(0.01, 0.95, 0.95)
    >>> facts["posterior_percent"], facts["found_people"], facts["positive_people"], facts["turn"]
    ('16.1%', '95', '590', '16.1%, not 95%.')
    """
    # 1 − 0.95 is 0.05 and a bit in floats; the bit is not news.
    false_rate, healthy = round(1 - specificity, 12), round(1 - prevalence, 12)
    given = {
        "prevalence": prevalence,
        "healthy": healthy,
        "sensitivity": sensitivity,
        "specificity": specificity,
        "false_rate": false_rate,
    }
    found_out = {
        "posterior": posterior(prevalence, sensitivity, false_rate),
        "second": posterior_after(2, prevalence, sensitivity, false_rate),
    }
    found_out["posterior_rest"] = 1 - found_out["posterior"]
    percents = {f"{name}_percent": as_given(share) for name, share in given.items()}
    percents |= {f"{name}_percent": percent(share) for name, share in found_out.items()}
    people = _people(town(prevalence, sensitivity, specificity))
    return {
        **given,
        **found_out,
        **percents,
        **{f"{name}_decimal": f"{share:.6g}" for name, share in given.items()},
        "posterior_decimal": decimal(found_out["posterior"]),
        **people,
        **_sentences(percents),
        "verdict": _verdict(found_out["posterior"]),
        "one_in": one_in(found_out["posterior"]),
        "but": "but" if healthy > prevalence else "and",
        **_wrong_percents(given, percents["posterior_percent"]),
        **_wrong_counts(people),
    }


def _people(place: Town) -> dict[str, object]:
    """Every count as a number, as it is said and as it is drawn."""
    counts = {"ill": place.ill, "healthy": place.healthy, "positive": place.positive}
    counts |= {"missed": place.missed, "found": place.found, "cleared": place.cleared, "alarms": place.alarms}
    sign = "" if place.exact else "≈ "
    return {
        **{f"{name}_count": count for name, count in counts.items()},
        **{f"{name}_people": count_of_people(count, place.exact) for name, count in counts.items()},
        **{f"{name}_shown": f"{sign}{count:,.0f}" for name, count in counts.items()},
        "town_people": f"{place.people:,}",
        "dot_people": "one person" if place.people == 1000 else f"{place.people // 1000:,} people",
    }


def _sentences(percents: dict[str, str]) -> dict[str, str]:
    found, cleared, answer = (percents[f"{name}_percent"] for name in ("sensitivity", "specificity", "posterior"))
    alike = f"{found} of the time, for the ill and for the healthy"
    right = alike if found == cleared else f"for {found} of the ill, and for {cleared} of the healthy"
    return {
        "test_is_right": f"The test is right {right}.",
        "turn": f"{answer}." if answer == found else f"{answer}, not {found}.",
    }


def _verdict(share: float) -> str:
    """What a person may take from a probability.

    >>> [_verdict(share) for share in (0.016, 0.161, 0.5, 0.95, 0.981)]
    ['almost certainly not', 'probably not', 'as likely as not', 'probably', 'almost certainly']
    """
    return next((words for most, words in VERDICTS if share <= most), "almost certainly")


def _wrong_percents(shares: dict[str, float], right: str) -> dict[str, str]:
    """Three answers that look likely, are wrong, and differ from each other whatever the parameters."""
    both = shares["prevalence"] * shares["sensitivity"]
    positive = both + shares["healthy"] * shares["false_rate"]
    names = ("sensitivity", "prevalence", "false_rate", "specificity", "healthy")
    likely = [*(as_given(shares[name]) for name in names), percent(both), percent(positive), "100%"]
    return {f"wrong_percent_{i}": text for i, text in enumerate(distractors(right, likely, 3), 1)}


def _wrong_counts(people: dict[str, str]) -> dict[str, str]:
    """The same for how many people test positive."""
    likely = [people[f"{name}_people"] for name in ("found", "ill", "cleared", "alarms", "missed", "town")]
    right = people["positive_people"]
    return {f"wrong_count_{i}": text for i, text in enumerate(distractors(right, likely, 3), 1)}
