"""Holds what clients sent and heard against database and ledger: the invariants that no fault may break.

I1 what was acknowledged counts exactly once; I2 nothing counts that nobody sent; I3 nothing after the close;
I4 one ballot each; I5 a recount gives identical bytes; I6 sequences are contiguous; I7 screens end alike;
I8 nothing is shown as recorded without a commit; I9 the ledger fits the checkpoints that others hold;
I12 refusals are explained.
"""

from tests.storm.checker.ballots import (
    acknowledged_counts_once,
    nothing_after_close,
    nothing_by_name,
    nothing_unsent,
    one_ballot_each,
)
from tests.storm.checker.case import Case, Violation
from tests.storm.checker.chain import (
    held_checkpoints,
    ledger_fits_what_clients_held,
    sequences_are_contiguous,
)
from tests.storm.checker.recount import recount_is_identical
from tests.storm.checker.refusals import refusals_are_explained
from tests.storm.checker.screens import nothing_shown_uncommitted, screens_converge

CHECKS = (
    acknowledged_counts_once,
    nothing_unsent,
    nothing_by_name,
    nothing_after_close,
    one_ballot_each,
    recount_is_identical,
    sequences_are_contiguous,
    nothing_shown_uncommitted,
    ledger_fits_what_clients_held,
    refusals_are_explained,
)


def check(case: Case, final: dict[str, tuple[str, int]]) -> list[Violation]:
    """Return every violation; `final` is the (epoch, v) that each screen showed once all was healed."""
    found = [violation for each in CHECKS for violation in each(case)]
    return found + list(screens_converge(case, final))


__all__ = ["CHECKS", "Case", "Violation", "check", "held_checkpoints"]
