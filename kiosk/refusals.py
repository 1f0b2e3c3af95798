"""Why a message is refused before it reaches a desk: one typed refusal each."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal


class RateLimited(Refusal):
    """The socket has sent more than a person can press."""

    code = "rate-limited"
    sentence = _("Too many messages. Wait a moment.")


class NotAMessage(Refusal):
    """What came in is not JSON."""

    code = "not-json"
    sentence = _("That was not understood: it is not JSON.")


class DuplicateKey(Refusal):
    """A JSON object names a key twice."""

    code = "duplicate-key"
    sentence = _("That was not understood: a key is given twice.")


class UnknownMessage(Refusal):
    """The type is none of the protocol's."""

    code = "unknown-message"
    sentence = _("That was not understood: there is no such message.")


class BadMessage(Refusal):
    """A field is missing, unknown or of the wrong type."""

    code = "bad-message"
    sentence = _("That was not understood: a field is missing, unknown or of the wrong kind.")


class Oversize(Refusal):
    """The message is longer than 64 KiB."""

    code = "oversize"
    sentence = _("That message is too long.")


class RequestTooLarge(Refusal):
    """An HTTP request as a whole is larger than the installation takes."""

    code = "request-too-large"
    sentence = _(
        "Nothing was taken: all of it together is larger than %(megabytes)s MB. Send fewer or smaller files at once."
    )


class IdReused(Refusal):
    """The command's id was used before, by somebody else or with other content."""

    code = "id-reused"
    sentence = _("Not done: this command's number was used for something else.")


class ConnectionSuperseded(Refusal):
    """The seat has a newer connection."""

    code = "connection-superseded"
    sentence = _("Not done: this seat is in use on a newer connection.")


class Busy(Refusal):
    """The meeting was locked by somebody else for too long."""

    code = "busy"
    sentence = _("Not recorded: the meeting is busy. Try again.")


class Unavailable(Refusal):
    """The database could not be reached; certainly nothing was recorded."""

    code = "unavailable"
    sentence = _("Not recorded: the ledger cannot be reached now. Try again.")


class Unknown(Refusal):
    """The answer to COMMIT was lost: the terminal has to ask again with the same id."""

    code = "unknown"
    sentence = _("Not yet known whether it was recorded. Asking again.")


class InternalError(Refusal):
    """A fault of the product."""

    code = "internal-error"
    sentence = _("Not recorded: something went wrong on the server.")


class HallInUse(Refusal):
    """A rehearsal would take the screens away from a meeting."""

    code = "hall-in-use"
    sentence = _("A meeting is open in this hall. Adjourn it before a rehearsal is started.")


class NoRehearsal(Refusal):
    """There is no rehearsal, or it has ended."""

    code = "no-rehearsal"
    sentence = _("No rehearsal runs here now. Start one first.")


UNREADABLE: dict[str, type[Refusal]] = {
    kind.code: kind for kind in (NotAMessage, DuplicateKey, UnknownMessage, BadMessage, Oversize)
}
