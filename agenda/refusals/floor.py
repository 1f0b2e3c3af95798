"""Why a request to speak, or an act on a speech, is refused."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal


class AlreadyAsked(Refusal):
    """The person waits for the floor, or has it, for the very same."""

    code = "already-asked"
    sentence = _("%(name)s has already asked for this and waits or speaks.")


class KindNotKnown(Refusal):
    """The standing orders of the body have no such kind of speech."""

    code = "kind-not-known"
    sentence = _("The standing orders of this body do not know this. Ask for an ordinary speech.")


class OnlyMembers(Refusal):
    """This kind of speech belongs to a mandate."""

    code = "only-members"
    sentence = _("Only a councillor may ask for this. Ask for an ordinary speech.")


class OnlyLeaders(Refusal):
    """The person does not lead a group."""

    code = "only-leaders"
    sentence = _(
        "Only the leader of a group may ask for this. Ask for an ordinary speech; "
        "whoever stands in for the leader is entered by the clerk."
    )


class NothingToReplyTo(Refusal):
    """There is no speech on the item that one could reply to or oppose."""

    code = "nothing-to-reply-to"
    sentence = _("Nobody has spoken to whom this could reply. Ask for an ordinary speech.")


class SpeechPassed(Refusal):
    """Another speech has begun since the sender was shown the one meant."""

    code = "speech-passed"
    sentence = _("Somebody else has begun to speak since. Look again to whom you reply.")


class OwnSpeech(Refusal):
    """Nobody replies to, or opposes, oneself."""

    code = "own-speech"
    sentence = _("This was your own speech. Others may reply to it, and you may answer them.")


class NotYourSpeech(Refusal):
    """Only who was replied to answers."""

    code = "not-your-speech"
    sentence = _("Only %(name)s may answer the replies to this speech. You may ask for a reply.")


class NothingToAnswer(Refusal):
    """Nobody has replied."""

    code = "nothing-to-answer"
    sentence = _("Nobody has asked to reply to your speech, so there is nothing to answer.")


class RepliesUsedUp(Refusal):
    """The speech has had all its replies, or its answers."""

    code = "replies-used-up"
    sentence = _(
        "The standing orders allow at most %(most)s of these to one speech. Ask for an ordinary speech."
    )


class ExplanationsUsedUp(Refusal):
    """The vote has had all its explanations."""

    code = "explanations-used-up"
    sentence = _(
        "The standing orders allow at most %(most)s explanations of one vote. Hand yours to the clerk in writing."
    )


class ItemLimitReached(Refusal):
    """The item has had all that one person, group or all may ask for."""

    code = "item-limit-reached"
    sentence = _(
        "The standing orders allow this at most so often on one item: %(most)s. Ask for an ordinary speech."
    )


class SittingLimitReached(Refusal):
    """The sitting has had all of these."""

    code = "sitting-limit-reached"
    sentence = _(
        "The standing orders allow this at most so often in one meeting: %(most)s. The chair may announce a break."
    )


class GroupTimeUsedUp(Refusal):
    """The group has spoken as long on the item as it may."""

    code = "group-time-used-up"
    sentence = _(
        "The time of %(group)s on this item is used up. A reply or a personal explanation is still possible."
    )


class NotWaiting(Refusal):
    """The request was withdrawn, or the floor was given."""

    code = "not-waiting"
    sentence = _("%(name)s is no longer waiting to speak.")


class NotSpeaking(Refusal):
    """The speech has ended, or another one runs."""

    code = "not-speaking"
    sentence = _("This speech has already ended.")


class ClockStands(Refusal):
    """The speech is interrupted already."""

    code = "clock-stands"
    sentence = _("The speech of %(name)s is interrupted already; the clock stands.")


class ClockRuns(Refusal):
    """The speech is not interrupted."""

    code = "clock-runs"
    sentence = _("The speech of %(name)s is not interrupted; the clock runs.")


class NoTimeLimit(Refusal):
    """What has no limit cannot be extended."""

    code = "no-time-limit"
    sentence = _("The time of this speech is not limited, so there is nothing to extend.")
