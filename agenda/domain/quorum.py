"""Whether enough are present to meet or to vote; who is present is attendance and is found elsewhere."""

from dataclasses import dataclass

from council.domain.rules import QuorumRule
from council.domain.shares import Base


@dataclass(frozen=True, slots=True)
class Quorum:
    """The finding of one quorum check, in people: present, needed, and the number it is taken of."""

    present: int
    needed: int
    base_size: int
    is_met: bool

    def to_plain(self) -> dict[str, int | bool]:
        """Return ``{"present", "needed", "is_met"}`` as the ledger keeps it."""
        return {"present": self.present, "needed": self.needed, "is_met": self.is_met}


def count_quorum(
    *,
    present: int,
    statutory_number: int,
    in_office: int,
    rule: QuorumRule,
    recused: int = 0,
    is_second_call: bool = False,
) -> Quorum:
    """Compare the number of councillors present with what the rule needs of its base.

    ``recused`` are those among the present who may not vote on the matter. A second call has the quorum that the rule
    lowers it to, if it does. Refuses (ValueError) a negative number present, more recused than present, and a statutory
    number below 1. More present than that number is not refused: a wrong statutory number must not keep a council from
    meeting.
    """
    if not 0 <= recused <= present or statutory_number < 1:
        msg = f"{present} present, {recused} of them recused, of {statutory_number}"
        raise ValueError(msg)
    share = rule.second_call if is_second_call and rule.second_call else rule
    base_size = share.size or {Base.TOTAL: statutory_number, Base.IN_OFFICE: in_office}[share.base]
    needed = share.least(base_size)
    counted = present if rule.counts_recused else present - recused
    return Quorum(present=counted, needed=needed, base_size=base_size, is_met=counted >= needed)
