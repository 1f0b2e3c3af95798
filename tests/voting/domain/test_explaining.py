"""Who may explain which vote."""

import pytest

from voting.domain.explaining import Explanation, explanation


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, Explanation.ALLOWED),
        ({"position": "for"}, Explanation.NOT_YOURS),
        ({"position": ""}, Explanation.NOT_YOURS),
        ({"position": "for", "explained": ("for", "against")}, Explanation.ALLOWED),
        ({"is_declared": False}, Explanation.NONE),
        ({"is_procedural": True}, Explanation.NEVER),
        ({"mode": "paper", "position": "unnamed"}, Explanation.NEVER),
        ({"mode": "hands", "position": "unnamed"}, Explanation.UNKNOWN),
        ({"mode": "electronic_unnamed", "position": "voted"}, Explanation.UNKNOWN),
        ({"mode": "electronic_unnamed", "position": "not_voting"}, Explanation.NOT_YOURS),
        ({"mode": "hands", "position": "absent"}, Explanation.NOT_YOURS),
    ],
)
def test_who_may_explain(changes: dict[str, object], found: Explanation) -> None:
    usual: dict[str, object] = {
        "mode": "electronic",
        "is_declared": True,
        "is_procedural": False,
        "position": "against",
        "explained": ("against",),
    }
    assert explanation(**{**usual, **changes}) is found  # type: ignore[arg-type]
