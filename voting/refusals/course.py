"""Why an act on a vote is refused: how far the vote is, and who is missing."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal


class StaleStage(Refusal):
    """The sender was shown another stage than the vote is at."""

    code = "stale-stage"
    sentence = _("The vote has moved on since this was shown. Look again and repeat if it is still needed.")


class WrongVoteStage(Refusal):
    """The act does not fit how far the vote is."""

    code = "wrong-vote-stage"
    sentence = _("The vote is not at the point where this can be done.")


class TooFewRegistered(Refusal):
    """Presence is established in the vote itself, and fewer are present for it than a quorum."""

    code = "too-few-registered"
    sentence = _(
        "Only %(present)s have registered or voted, and %(needed)s are needed. Let more register, or annul the vote."
    )


class RegistrationUnused(Refusal):
    """The standing orders have nobody register, or not in a vote that is not taken at the terminals."""

    code = "registration-unused"
    sentence = _("Nobody registers for this vote.")


class AlreadyRegistered(Refusal):
    """The member has registered for the vote."""

    code = "already-registered"
    sentence = _("You have registered for this vote already.")


class UnconfirmedMissing(Refusal):
    """Somebody present has not voted and was not among those the chair confirmed."""

    code = "unconfirmed-missing"
    sentence = _("%(count)s present have not voted and were not shown to you. Look at the list again.")


class AlreadyObjected(Refusal):
    """The member has objected already."""

    code = "already-objected"
    sentence = _("Your objection is recorded already.")
