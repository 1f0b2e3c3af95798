"""Why an act is refused in a sitting by correspondence, or because a meeting is none."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal


class CorrespondenceNotAllowed(Refusal):
    """The standing orders know no sitting by correspondence."""

    code = "correspondence-not-allowed"
    sentence = _("The standing orders let this body decide nothing by correspondence.")


class ByCorrespondence(Refusal):
    """What takes people who come together, in a meeting in which nobody does."""

    code = "by-correspondence"
    sentence = _(
        "This meeting is held by correspondence: nobody comes together, and this cannot be done in it."
    )


class NotByCorrespondence(Refusal):
    """Something that belongs to sittings by correspondence, in another meeting."""

    code = "not-by-correspondence"
    sentence = _("This meeting is not held by correspondence.")


class ItemNotByCorrespondence(Refusal):
    """An item that cannot be decided by answers in writing: in secret, an election, or with more than draft decisions."""

    code = "item-not-by-correspondence"
    sentence = _(
        "Item %(number)s cannot be decided by correspondence: a secret vote, an election, an amendment or a "
        "procedural motion needs a sitting. Take it off this agenda."
    )


class WrongAnswersUntil(Refusal):
    """No time until which answers can be given, or one that cannot be."""

    code = "answers-until-wrong"
    sentence = _(
        "Say until when answers can be given: a time that lies ahead, at least %(hours)s hours and at most %(days)s days."
    )
