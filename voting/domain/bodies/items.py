"""What happens to an item of the agenda."""

from voting.domain.bodies.meetings import ListedPaper
from voting.domain.bodies.parts import EntryBody


class ItemActivated(EntryBody, frozen=True):
    """agenda.item.activated."""

    item: str
    number: str
    title: str


class ItemFinished(EntryBody, frozen=True):
    """agenda.item.finished."""

    item: str


class PaperAdded(ListedPaper, frozen=True, kw_only=True):
    """agenda.paper.added: one more paper of an item, or another in the place of one it had."""

    item: str
