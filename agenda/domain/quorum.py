"""Whether enough are present to meet or to vote; who is present is attendance and is found elsewhere."""

from dataclasses import dataclass

from council.domain.orders import QuorumRule


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


def count_quorum(*, present: int, statutory_number: int, rule: QuorumRule) -> Quorum:
    """Compare the number of councillors present with what the rule needs of the statutory number.

    Refuses (ValueError) a negative number present and a statutory number below 1. More present than that
    number is not refused: a wrong statutory number must not keep a council from meeting.
    """
    if present < 0 or statutory_number < 1:
        msg = f"{present} present of {statutory_number}"
        raise ValueError(msg)
    needed = rule.least(statutory_number)
    return Quorum(present=present, needed=needed, base_size=statutory_number, is_met=present >= needed)
