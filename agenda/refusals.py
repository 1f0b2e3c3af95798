"""Why an act on a meeting is refused: one typed refusal each, raised by the commands."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal


class Forbidden(Refusal):
    """The actor does not hold the role that the act needs, or no longer does."""

    code = "forbidden"
    sentence = _("You may not do this.")


class UnknownThing(Refusal):
    """An id that names nothing in this meeting; of another municipality or of none, the answer is the same."""

    code = "not-found"
    sentence = _("There is no such thing in this meeting.")


class WrongMeetingStage(Refusal):
    """The act does not fit how far the meeting is."""

    code = "wrong-meeting-stage"
    sentence = _("The meeting is not at the point where this can be done.")


class WrongItemStage(Refusal):
    """The act does not fit how far the agenda item is."""

    code = "wrong-item-stage"
    sentence = _("The agenda item is not at the point where this can be done.")


class NoQuorum(Refusal):
    """Too few are present; the chair may go on only by saying so."""

    code = "no-quorum"
    sentence = _("There is no quorum: %(present)s are present, %(needed)s are needed.")


class VoteUnderWay(Refusal):
    """A vote has to end first."""

    code = "vote-under-way"
    sentence = _("A vote is under way. Close and declare it first.")


class AlreadyCheckedIn(Refusal):
    """The person is present already."""

    code = "already-checked-in"
    sentence = _("%(name)s is already checked in.")


class NotCheckedIn(Refusal):
    """The person is not present."""

    code = "not-checked-in"
    sentence = _("%(name)s is not checked in.")


class AlreadyRecused(Refusal):
    """The person has declared a conflict of interest on the item already."""

    code = "already-recused"
    sentence = _("%(name)s already takes no part in this item.")


class NoGround(Refusal):
    """A ground is needed and none was given."""

    code = "no-ground"
    sentence = _("Give the ground, in at most 1000 characters.")


class UnseenCharacter(Refusal):
    """A text with a character that nobody sees, or that turns what stands around it: it goes into the record."""

    code = "unseen-character"
    sentence = _("There is a character in it that cannot be seen.")
