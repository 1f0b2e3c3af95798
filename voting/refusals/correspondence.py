"""Why an answer in writing, an objection, or a vote in a sitting by correspondence is refused."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal


class AnswersAwaited(Refusal):
    """Nothing is put to the vote before the time for answers is over, unless every answer has come."""

    code = "answers-awaited"
    sentence = _("Votes begin when the time for answers is over, or once everybody has answered all motions.")


class ObjectedTo(Refusal):
    """So many object that nothing is decided by correspondence."""

    code = "objected-to"
    sentence = _(
        "%(count)s councillors object to deciding by correspondence, and that ends it. Adjourn the meeting and put the "
        "items on the agenda of a sitting."
    )


class ObjectionsUnknown(Refusal):
    """The standing orders let nobody object to deciding by correspondence."""

    code = "objections-unknown"
    sentence = _("The standing orders let nobody object to deciding by correspondence.")


class AnswersOver(Refusal):
    """The time for answers is over."""

    code = "answers-over"
    sentence = _("Not recorded: the time for answers is over.")


class StaleAnswer(Refusal):
    """Another answer of the councillor stands than the screen showed: it was given elsewhere, or came by letter."""

    code = "stale-answer"
    sentence = _(
        "Not recorded: you have answered elsewhere or by letter meanwhile. Look at what is held and answer again."
    )


class AnsweredAtSeat(Refusal):
    """A letter replaces no answer that was given at a seat."""

    code = "answered-at-seat"
    sentence = _("Not entered: %(name)s has answered this at the seat, and no letter replaces that.")
