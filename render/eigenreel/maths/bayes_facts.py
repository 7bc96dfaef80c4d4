"""Everything that can be said about a positive test, as numbers and as people write them."""

from __future__ import annotations

from eigenreel.maths.bayes import posterior, posterior_after, town
from eigenreel.maths.rounding import count_of_people, decimal, distractors, one_in, percent


def facts_of_test(prevalence: float, sensitivity: float, specificity: float) -> dict[str, object]:
    """Shares (0…1), percentages, decimals, counts of people and the sentences that depend on how they compare.

    Returns:
        ``<name>`` and ``<name>_percent`` and ``<name>_decimal`` for shares, ``<name>_count`` and ``<name>_people`` for people.

    Raises:
        ValueError: an argument is not a probability.

    >>> facts = facts_of_test(0.01, 0.95, 0.95)
    >>> facts["posterior_percent"], facts["found_people"], facts["positive_people"], facts["turn"]
    ('16.1%', '95', '590', '16.1%, not 95%.')
    """
    # 1 − 0.95 is 0.05 and a bit in floats; the bit is not news.
    false_rate = round(1 - specificity, 12)
    place = town(prevalence, sensitivity, specificity)
    shares = {
        "prevalence": prevalence,
        "healthy": round(1 - prevalence, 12),
        "sensitivity": sensitivity,
        "specificity": specificity,
        "false_rate": false_rate,
        "posterior": posterior(prevalence, sensitivity, false_rate),
        "second": posterior_after(2, prevalence, sensitivity, false_rate),
    }
    people = {"town": place.people, "ill": place.ill, "healthy": place.healthy, "positive": place.positive}
    people |= {"missed": place.missed, "found": place.found, "cleared": place.cleared, "alarms": place.alarms}
    percents = {f"{name}_percent": percent(share) for name, share in shares.items()}
    counts = {f"{name}_people": count_of_people(count, place.exact) for name, count in people.items()}
    return {
        **shares,
        **{f"{name}_decimal": decimal(share) for name, share in shares.items()},
        **{f"{name}_count": count for name, count in people.items()},
        **percents,
        **counts,
        **_sentences(percents),
        "verdict": _verdict(shares["posterior"]),
        **_wrong_answers(percents, counts),
        "dot_people": "one person" if place.people == 1000 else f"{place.people // 1000:,} people",
        "one_in": one_in(shares["posterior"]),
    }


def _sentences(percents: dict[str, str]) -> dict[str, str]:
    found, cleared, answer = (percents[f"{name}_percent"] for name in ("sensitivity", "specificity", "posterior"))
    alike = f"{found} of the time, for the ill and for the healthy"
    right = alike if found == cleared else f"for {found} of the ill, and for {cleared} of the healthy"
    return {"test_is_right": f"The test is right {right}.", "turn": f"{answer}." if answer == found else f"{answer}, not {found}."}


def _verdict(share: float) -> str:
    if share < 0.4:
        return "Probably not."
    return "Probably." if share > 0.6 else "It is about as likely as not."


def _wrong_answers(percents: dict[str, str], counts: dict[str, str]) -> dict[str, str]:
    """Answers for the quiz that look likely, are wrong, and differ from each other whatever the parameters."""
    likely = [percents[f"{name}_percent"] for name in ("sensitivity", "prevalence", "false_rate", "healthy", "second", "specificity")]
    people = [counts[f"{name}_people"] for name in ("found", "ill", "cleared", "alarms", "missed", "town")]
    wrong = {f"wrong_percent_{i}": text for i, text in enumerate(distractors(percents["posterior_percent"], likely, 3), 1)}
    return wrong | {f"wrong_count_{i}": text for i, text in enumerate(distractors(counts["positive_people"], people, 3), 1)}
