"""Why a record is not drafted or signed: one typed refusal each, raised by the commands and by signing."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal


class MeetingNotAdjourned(Refusal):
    """A record is drawn up once the meeting is over."""

    code = "meeting-not-adjourned"
    sentence = _("The record is drawn up once the meeting is adjourned.")


class CheckpointAwaited(Refusal):
    """The checkpoint of the adjournment has no signature yet; the record has to print it."""

    code = "checkpoint-awaited"
    sentence = _("The checkpoint of the adjournment is not signed yet. Try again shortly.")


class NotDrafted(Refusal):
    """There is no record to sign."""

    code = "record-not-drafted"
    sentence = _("There is no draft of the record yet.")


class NotTheSigner(Refusal):
    """As chair signs who presided at the adjournment, or who has stood in for them."""

    code = "not-the-signer"
    sentence = _(
        "%(name)s signs as chair. Where %(name)s is prevented, another chair or deputy enters the ground, and signs."
    )


class SignsAlready(Refusal):
    """The person is the one who signs as chair."""

    code = "signs-already"
    sentence = _("You are the one who signs as chair.")


class RecordOutdated(Refusal):
    """Something was entered since the record was drawn up, and nobody has signed it yet."""

    code = "record-outdated"
    sentence = _(
        "Something was entered since the record was drawn up. Have it drawn up again before you sign."
    )


class SigningOutOfOrder(Refusal):
    """The chair signs first, because that signature certifies the document; then the clerk, each once."""

    code = "signing-out-of-order"
    sentence = _("The chair signs first, then the clerk, each once.")


class SignedByTheSame(Refusal):
    """Two signatures stand for two people."""

    code = "signed-by-the-same-person"
    sentence = _("Chair and clerk have to be two different people.")


class NoSigningKey(Refusal):
    """There is no key file for the person, or none that can be read."""

    code = "no-signing-key"
    sentence = _("No signing key is kept here for you. Ask whoever looks after the installation.")


class WrongPin(Refusal):
    """The PIN does not open the person's key."""

    code = "wrong-pin"
    sentence = _("The PIN is wrong.")


class CertificateOutOfDate(Refusal):
    """The certificate has expired, or is not valid yet."""

    code = "certificate-out-of-date"
    sentence = _("Your certificate is valid from %(valid_from)s to %(valid_until)s only.")


class CertificateUnfit(Refusal):
    """The certificate is not meant for signatures that bind their signer."""

    code = "certificate-unfit"
    sentence = _("Your certificate may not be used for signing documents.")


class RecordAltered(Refusal):
    """The stored document is not the one that was drafted or signed before."""

    code = "record-altered"
    sentence = _("The document is not the one that was drafted. It must not be signed.")


class RecordMovedOn(Refusal):
    """Somebody else signed or drafted while this signature was being made."""

    code = "record-moved-on"
    sentence = _("The record has changed meanwhile. Look at it again before you sign.")
