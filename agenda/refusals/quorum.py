"""Why a meeting cannot go on: too few are there, and what the standing orders then say."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal


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
