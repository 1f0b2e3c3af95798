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


class QuorumAwaited(Refusal):
    """Too few are present, and the standing orders let nobody go on."""

    code = "quorum-awaited"
    sentence = _(
        "There is no quorum: %(present)s are present, %(needed)s are needed. "
        "Wait until more have come, take a break, or adjourn the meeting."
    )


class CallFirst(Refusal):
    """Too few are present for a first call that was not checked yet; from its check on the second call is waited for."""

    code = "call-first"
    sentence = _(
        "There is no quorum: %(present)s are present, %(needed)s are needed. Check the quorum, so that the record "
        "has it; %(minutes)s minutes later, at the second call, %(lower)s are enough."
    )


class SecondCallAwaited(Refusal):
    """Too few are present, and the time of the second call has not come."""

    code = "second-call-awaited"
    sentence = _(
        "There is no quorum: %(present)s are present, %(needed)s are needed. "
        "At the second call, at %(time)s, %(lower)s are enough."
    )


class QuorumEnds(Refusal):
    """Too few are present, and the standing orders end the meeting."""

    code = "quorum-ends"
    sentence = _(
        "There is no quorum: %(present)s are present, %(needed)s are needed. "
        "By the standing orders the meeting cannot go on: adjourn it."
    )


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


class AlreadyExcused(Refusal):
    """The person's absence is excused already."""

    code = "already-excused"
    sentence = _("The absence of %(name)s is excused already.")


class NotExcused(Refusal):
    """The person's absence is not excused."""

    code = "not-excused"
    sentence = _("The absence of %(name)s is not excused.")


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


class PaperNotPdf(Refusal):
    """The file's bytes are not those of a PDF, whatever its name says."""

    code = "paper-not-pdf"
    sentence = _("This is not a PDF document.")


class PaperTooLarge(Refusal):
    """The file has more bytes than papers may have."""

    code = "paper-too-large"
    sentence = _("The file is larger than %(megabytes)s MB. Save it smaller, or in several parts.")


class PaperTooLong(Refusal):
    """The paper has more pages than papers may have."""

    code = "paper-too-long"
    sentence = _("The document has more than %(pages)s pages. Divide it into several parts.")


class PaperBroken(Refusal):
    """The PDF is damaged or cut off, or something stands before or after it."""

    code = "paper-broken"
    sentence = _("The document is damaged. Save it again as PDF where it was written.")


class PaperEncrypted(Refusal):
    """The PDF is encrypted, with or without a password to open it."""

    code = "paper-encrypted"
    sentence = _("The document is encrypted. Save it without a password or restrictions.")


class PaperHasScript(Refusal):
    """The PDF carries a program."""

    code = "paper-has-script"
    sentence = _("The document contains a program (JavaScript or XFA). Print it into a new PDF.")


class PaperStartsSomething(Refusal):
    """The PDF would start another program or send a form."""

    code = "paper-starts-something"
    sentence = _("The document would start a program or send something. Print it into a new PDF.")


class PaperHasAttachment(Refusal):
    """The PDF carries other files, sound or film."""

    code = "paper-has-attachment"
    sentence = _("The document carries other files, sound or film. Save it without attachments.")


class PaperOddPage(Refusal):
    """A page is too large, too small or too narrow for any screen."""

    code = "paper-odd-page"
    sentence = _("A page of the document has a size that cannot be shown.")


class PaperTooHeavy(Refusal):
    """Drawing the pages takes more time or memory than there is for it."""

    code = "paper-too-heavy"
    sentence = _("The pages cannot be drawn: it would take too much time or memory. Print it into a new PDF.")


class PaperKnown(Refusal):
    """The very same file is a paper of this item already."""

    code = "paper-known"
    sentence = _("This very file is there already: %(title)s.")


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


class NoName(Refusal):
    """A speaker needs a name that everybody can read."""

    code = "no-name"
    sentence = _("Give the speaker's name, in at most 200 readable characters.")


class NotPresiding(Refusal):
    """The actor holds the office, but somebody else has the chair now."""

    code = "not-presiding"
    sentence = _("%(name)s presides now. Who presides can hand the chair over to you.")


class MayNotPreside(Refusal):
    """The chair can be handed only to the chair of the body or a deputy."""

    code = "may-not-preside"
    sentence = _("The chair can be handed only to the chair of this body or to a deputy.")


class PresidesAlready(Refusal):
    """The person has the chair already."""

    code = "presides-already"
    sentence = _("This person presides already.")


class PresidingIsPresent(Refusal):
    """The chair is taken over only from somebody who is not there."""

    code = "presiding-is-present"
    sentence = _(
        "Who presides is checked in and can hand the chair over. If they have left, the clerk checks them out."
    )


class StalePresiding(Refusal):
    """The chair has changed hands since the sender was shown who presides."""

    code = "stale-presiding"
    sentence = _("Somebody else presides by now. Look again before you take over.")


class WrongMotionStage(Refusal):
    """The motion is voted, withdrawn or lapsed, or has nothing to be voted before."""

    code = "wrong-motion-stage"
    sentence = _("This motion no longer waits for a vote.")


class NothingToAmend(Refusal):
    """An amendment of an item without a main motion."""

    code = "nothing-to-amend"
    sentence = _("This item has no draft decision that could be amended. Enter the text as another motion.")


class NoMover(Refusal):
    """A motion is moved by a person of the meeting or by who presides."""

    code = "no-mover"
    sentence = _("Say who moves it: a person of this meeting.")


class NoSeconder(Refusal):
    """The standing orders want a seconder: another person with a mandate."""

    code = "no-seconder"
    sentence = _("Such a motion needs a seconder: another councillor.")


class NoMotionWords(Refusal):
    """The stock phrase takes words that were not given."""

    code = "no-motion-words"
    sentence = _("Give the words that this motion is about.")


class WordsNotFound(Refusal):
    """The words that an amendment is about do not stand in the text."""

    code = "words-not-found"
    sentence = _("These words do not stand in the text of the proposal.")
