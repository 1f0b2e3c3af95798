"""Why an act is refused because of the time of a vote."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal


class WindowRunning(Refusal):
    """The least time of the vote is not over."""

    code = "window-running"
    sentence = _("Under the standing orders the vote stays open for %(seconds)s s more. Close it then.")


class DoorClosedInVote(Refusal):
    """The standing orders let nobody check in while a vote is taken."""

    code = "door-closed-in-vote"
    sentence = _(
        "Under the standing orders nobody checks in while a vote is taken. Check in once it is closed."
    )
