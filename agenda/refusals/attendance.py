"""Why an arrival, a departure, an excuse or a recusal is refused."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal


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
