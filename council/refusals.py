"""The base of every refusal: a stable code, a sentence and details; each refusal lives beside its command."""

from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Refusal(Exception):
    """An act that the rules do not allow now, told to whoever asked for it.

    Subclasses set ``code`` (kebab-case, never changed once published) and ``sentence`` (English msgid, with
    ``%(name)s`` for each detail it mentions). Details are JSON-plain values and never carry a choice.
    """

    code: ClassVar[str] = "refused"
    sentence: ClassVar["str | _StrPromise"] = _("This cannot be done now.")

    def __init__(self, **detail: object) -> None:
        """Keep the details by name, as the sentence and the answer on the wire use them."""
        super().__init__(self.code)
        self.detail: dict[str, object] = detail

    def __str__(self) -> str:
        """Return the sentence in the language now active, with the details put in."""
        return str(self.sentence) % self.detail
