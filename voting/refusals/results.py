"""Why an act on a declared result, its number or its correction is refused."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal


class AnnulmentProposed(Refusal):
    """An annulment of this vote is proposed already."""

    code = "annulment-proposed"
    sentence = _("The annulment of this vote is proposed already and waits for confirmation.")


class NoAnnulment(Refusal):
    """There is no proposed annulment to confirm."""

    code = "no-annulment"
    sentence = _("Nobody has proposed to annul this vote.")


class SamePerson(Refusal):
    """Who proposes an annulment may not confirm it."""

    code = "same-person"
    sentence = _("A different person has to confirm the annulment.")


class SameOffice(Refusal):
    """Two chairs, or two clerks, may not annul without the other office."""

    code = "same-office"
    sentence = _("Chair and clerk annul together: the other of the two has to confirm.")


class AlreadyRepeated(Refusal):
    """A vote is repeated once at most."""

    code = "already-repeated"
    sentence = _("This vote has been repeated already.")


class ResultAffected(Refusal):
    """A correction never changes a declared result: where that is wrong, it is annulled and voted again."""

    code = "result-affected"
    sentence = _(
        "A correction cannot change what was voted or its outcome. Annul the vote, chair and clerk together, and repeat it."
    )


class CorrectionIncomplete(Refusal):
    """A correction says who asked for it, what was entered, what is right and why."""

    code = "correction-incomplete"
    sentence = _(
        "Say what is corrected, from the list or by the number of an entry, who asked for it, what was entered, what is "
        "right and why; each in at most 1000 characters."
    )


class NothingCorrected(Refusal):
    """What is right differs from what was entered."""

    code = "nothing-corrected"
    sentence = _("What was entered and what is right are the same.")


class NotAdopted(Refusal):
    """The proposal was rejected, or its result does not stand."""

    code = "not-adopted"
    sentence = _("Only a vote that was declared, adopted and not annulled puts an agenda down.")


class AgendaVoteUsed(Refusal):
    """Each change of the agenda needs its own vote."""

    code = "agenda-vote-used"
    sentence = _("The agenda was put down by this vote already. A further change needs a vote of its own.")


class GroundNotListed(Refusal):
    """The standing orders list the grounds of an annulment, and this is none of them."""

    code = "ground-not-listed"
    sentence = _("Choose one of the grounds that the standing orders list, and add the details to it.")


class FinalResult(Refusal):
    """The vote repeats one whose result was challenged."""

    code = "final-result"
    sentence = _(
        "This vote repeats another one, and its result is final. What was wrong with it can be annulled."
    )


class NoNumbersInPractice(Refusal):
    """Practice takes no number of the body's decisions."""

    code = "practice-unnumbered"
    sentence = _("Practice takes no numbers of decisions. Set them in a real meeting.")


class NumberGiven(Refusal):
    """The number is given already, or lies below one that is, or is too high."""

    code = "number-given"
    sentence = _("The next decision can have a number from %(least)s to %(most)s.")
