"""Why a paper is refused."""

from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal


class PaperNotPdf(Refusal):
    """The file's bytes are not those of a PDF, whatever its name says."""

    code = "paper-not-pdf"
    sentence = _("This is not a PDF document.")


class PaperTooLarge(Refusal):
    """The file has more bytes than papers may have."""

    code = "paper-too-large"
    sentence = _("The file is larger than %(megabytes)s MB. Save it smaller, or in several parts.")


class PaperTooLong(Refusal):
    """The paper has more pages than papers may have."""

    code = "paper-too-long"
    sentence = _("The document has more than %(pages)s pages. Divide it into several parts.")


class PaperBroken(Refusal):
    """The PDF is damaged or cut off, or something stands before or after it."""

    code = "paper-broken"
    sentence = _("The document is damaged. Save it again as PDF where it was written.")


class PaperEncrypted(Refusal):
    """The PDF is encrypted, with or without a password to open it."""

    code = "paper-encrypted"
    sentence = _("The document is encrypted. Save it without a password or restrictions.")


class PaperHasScript(Refusal):
    """The PDF carries a program."""

    code = "paper-has-script"
    sentence = _("The document contains a program (JavaScript or XFA). Print it into a new PDF.")


class PaperStartsSomething(Refusal):
    """The PDF would start another program or send a form."""

    code = "paper-starts-something"
    sentence = _("The document would start a program or send something. Print it into a new PDF.")


class PaperHasAttachment(Refusal):
    """The PDF carries other files, sound or film."""

    code = "paper-has-attachment"
    sentence = _("The document carries other files, sound or film. Save it without attachments.")


class PaperOddPage(Refusal):
    """A page is too large, too small or too narrow for any screen."""

    code = "paper-odd-page"
    sentence = _("A page of the document has a size that cannot be shown.")


class PaperTooHeavy(Refusal):
    """Drawing the pages takes more time or memory than there is for it."""

    code = "paper-too-heavy"
    sentence = _("The pages cannot be drawn: it would take too much time or memory. Print it into a new PDF.")


class PaperKnown(Refusal):
    """The very same file is a paper of this item already."""

    code = "paper-known"
    sentence = _("This very file is there already: %(title)s.")
