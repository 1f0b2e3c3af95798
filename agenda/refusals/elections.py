"""Why an election, or a candidate, is refused."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal


class WrongPlaces(Refusal):
    """Nobody, or more than a paper can hold, are to be elected."""

    code = "wrong-places"
    sentence = _("Say how many are to be elected: from 1 to %(most)s.")


class AlreadyCandidate(Refusal):
    """Somebody of this name is nominated already."""

    code = "already-candidate"
    sentence = _("%(name)s is a candidate already.")


class TooManyCandidates(Refusal):
    """A paper holds no more candidates."""

    code = "too-many-candidates"
    sentence = _("There can be at most %(most)s candidates.")


class NoNominator(Refusal):
    """Candidates are nominated by a person of the meeting."""

    code = "no-nominator"
    sentence = _("Say who nominates the candidate: a person of this meeting.")
