"""Why a choice spoken aloud, or somebody at the door of a vote, is refused."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal


class NotEntitled(Refusal):
    """The member named may not vote in this vote: not on the roll, absent at the opening, or recused."""

    code = "not-entitled"
    sentence = _("%(name)s may not vote in this vote.")


class NotAloud(Refusal):
    """A vote without names: a choice spoken aloud would tell it to the room, and stay beside a name."""

    code = "not-aloud"
    sentence = _(
        "This vote is taken without names: nobody says a choice aloud. Go on by counted hands instead."
    )


class SpokenWaits(Refusal):
    """A choice that the member spoke aloud waits already."""

    code = "spoken-waits"
    sentence = _("A choice of %(name)s spoken aloud waits already. Have it confirmed or drop it first.")


class NothingSpoken(Refusal):
    """No such choice waits: it was confirmed, dropped, entered anew, or the member has pressed meanwhile."""

    code = "nothing-spoken"
    sentence = _("This choice spoken aloud no longer waits. Look again.")


class OwnEntry(Refusal):
    """Who entered a choice spoken aloud may not confirm it."""

    code = "own-entry"
    sentence = _("A different person has to confirm what you have entered.")


class SpokenUnconfirmed(Refusal):
    """The vote cannot be closed over a choice spoken aloud that nobody has confirmed or dropped."""

    code = "spoken-unconfirmed"
    sentence = _("A choice spoken aloud waits for you. Confirm it or drop it, then close the vote.")


class BallotFixed(Refusal):
    """The member has a ballot, and the standing orders let nobody change one."""

    code = "ballot-fixed"
    sentence = _("%(name)s has voted, and a ballot cannot be changed here.")


class DoorClosed(Refusal):
    """The standing orders put nobody on a roll after the opening."""

    code = "door-closed"
    sentence = _("The standing orders let nobody join a vote that has been opened.")


class AlreadyOnRoll(Refusal):
    """The member may vote in this vote already."""

    code = "already-on-roll"
    sentence = _("%(name)s may vote in this vote already.")
