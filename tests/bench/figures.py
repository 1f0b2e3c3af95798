"""Numbers out of measured times: percentiles in milliseconds, and a figure beside its reference, ratio and target."""

import math
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

NANOSECONDS = 1e6  # in a millisecond


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least this share (0 to 1) of the values do not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def acks(pairs: Iterable[Sequence[Any]]) -> list[float]:
    """Return the milliseconds between the first two members of each."""
    return [(pair[1] - pair[0]) / NANOSECONDS for pair in pairs]


def spread(values: Sequence[float]) -> dict[str, float]:
    """Return p50, p99 and the largest of the values."""
    return {
        "p50": rounded(percentile(values, 0.50)),
        "p99": rounded(percentile(values, 0.99)),
        "max": rounded(max(values)),
    }


def middle(rounds: Sequence[dict[str, float]]) -> dict[str, float]:
    """Return the median over the rounds of every number in them."""
    return {name: rounded(median(found[name] for found in rounds)) for name in rounds[0]}


def rounded(value: float) -> float:
    """Return the value with three digits that count, and no fewer than stand before the point."""
    digits = 2 - math.floor(math.log10(abs(value))) if value else 0
    return round(value, max(0, digits))


def figure(
    name: str, value: float, reference: float, *, target: str, unit: str = "ms", against: str = ""
) -> dict[str, Any]:
    """Return a figure as the bench prints it; `against` says what the reference is."""
    return {
        "figure": name,
        "value": rounded(value),
        "unit": unit,
        "reference": rounded(reference),
        "against": against,
        "ratio": rounded(value / reference),
        "target": target,
    }
