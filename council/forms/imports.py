"""Taking in councillors, groups and seats from a file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from council.domain.rosters import File
from council.domain.sheets import LIMIT_BYTES


class ImportForm(forms.Form):
    """The files of an import."""

    groups = forms.FileField(label=_("groups"), required=False)
    councillors = forms.FileField(label=_("councillors"))
    seats = forms.FileField(label=_("seats"), required=False)

    def files_given(self) -> dict[str, File]:
        """Return the files that were sent, by what they hold; of a file too large only so much that it shows."""
        given = {name: upload for name, upload in self.cleaned_data.items() if upload}
        return {name: File(upload.name, upload.read(LIMIT_BYTES + 1)) for name, upload in given.items()}
