"""Why somebody may not take or give the chair."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal


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
