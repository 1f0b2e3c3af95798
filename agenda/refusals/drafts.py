"""Why a draft is not offered to other councils, or not taken over from one."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal


class ClosedDraft(Refusal):
    """The item is closed to the public."""

    code = "closed-draft"
    sentence = _("This item is closed to the public: its draft is not shown to other councils.")


class DraftChanged(Refusal):
    """A paper of the draft was withdrawn while it was taken over."""

    code = "draft-changed"
    sentence = _("The draft was changed at this moment, and nothing was taken over. Take it over once more.")


class DraftTaken(Refusal):
    """The meeting has the draft already, or the item was itself taken over."""

    code = "draft-taken"
    sentence = _(
        "The draft of another council is on this agenda already. Whoever offers it gives its key to others."
    )


class UnknownDraft(Refusal):
    """Nothing is offered under the key."""

    code = "unknown-draft"
    sentence = _("No draft is offered under this key. Ask the clerk who offers it for the key again.")
