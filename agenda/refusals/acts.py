"""Why any act in a meeting may be refused: rights, stages, and what somebody wrote."""

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


class VoteUnderWay(Refusal):
    """A vote has to end first."""

    code = "vote-under-way"
    sentence = _("A vote is under way. Close and declare it first.")


class UnseenCharacter(Refusal):
    """A text with a character that nobody sees, or that turns what stands around it: it goes into the record."""

    code = "unseen-character"
    sentence = _("There is a character in it that cannot be seen.")


class NoTitle(Refusal):
    """A title is needed and none was given."""

    code = "no-title"
    sentence = _("Give the title, in at most %(most)s characters.")


class TextTooLong(Refusal):
    """A draft decision longer than any that was ever read aloud."""

    code = "text-too-long"
    sentence = _("The text is longer than %(most)s characters. Put what is longer into a paper.")


class MeetingPaused(Refusal):
    """The meeting is in a break; in a break nothing is dealt with."""

    code = "meeting-paused"
    sentence = _("The meeting is in a break. It has to be resumed first.")


class WrongTime(Refusal):
    """The announced end of a break is none, or does not lie ahead."""

    code = "wrong-time"
    sentence = _("Announce a time that lies ahead, within a year.")


class NoName(Refusal):
    """A speaker needs a name that everybody can read."""

    code = "no-name"
    sentence = _("Give the speaker's name, in at most 200 readable characters.")


class AlreadyClosed(Refusal):
    """Closing an item that is closed to the public."""

    code = "already-closed"
    sentence = _("This item is closed to the public already.")


class AgendaNotAdopted(Refusal):
    """Calling an item before the agenda is adopted, where the standing orders demand that first."""

    code = "agenda-not-adopted"
    sentence = _(
        "The standing orders have the agenda adopted first: call the first item, vote on the agenda, "
        "and put it down by that vote."
    )
