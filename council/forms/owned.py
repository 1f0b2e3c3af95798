"""Forms of rows that belong to a municipality."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from council.domain.sheets import has_unseen
from council.models import Account, Municipality


class OwnedForm(forms.ModelForm):
    """A form for a row of one municipality: whatever it refers to belongs to the same one.

    `account` is who fills it in, set by the admin; `parent` is the row it stands under, set by a formset. The
    municipality is chosen by operators only, and once.
    """

    account: ClassVar[Account | None] = None
    parent: Any = None

    def __init__(self, *args: Any, **options: Any) -> None:
        """Fix the municipality, unless an operator is adding the row."""
        super().__init__(*args, **options)
        field = self.fields.get("municipality")
        if field is None or self.account is None:
            return
        if not self.account.is_superuser:
            self.initial["municipality"] = self.account.municipality_id
            field.widget = forms.HiddenInput()
        field.disabled = not self.account.is_superuser or not self.instance._state.adding

    def clean(self) -> dict[str, Any]:
        """Refuse rows of other municipalities, and characters that nobody sees."""
        cleaned = super().clean() or self.cleaned_data
        tenant_id = self._tenant_id(cleaned)
        for name, value in list(cleaned.items()):
            if getattr(value, "municipality_id", tenant_id) != tenant_id:
                self.add_error(name, _("This belongs to another municipality."))
            if isinstance(value, str) and has_unseen(self._without_breaks(name, value)):
                self.add_error(name, _("There is a character in it that cannot be seen."))
        return cleaned

    def _tenant_id(self, cleaned: dict[str, Any]) -> UUID | None:
        municipality: Municipality | None = cleaned.get("municipality")
        owner: UUID | None = (self.parent or self.instance).municipality_id
        return municipality.pk if municipality else owner

    def _without_breaks(self, name: str, value: str) -> str:
        """Return the text without the line breaks that a text of several lines may have."""
        if isinstance(self.fields[name].widget, forms.Textarea):
            return value.replace("\r", "").replace("\n", "").replace("\t", "")
        return value


class OwnedFormSet(forms.BaseInlineFormSet):
    """Rows that stand under another and belong to its municipality."""

    def _construct_form(self, i: int, **options: Any) -> Any:
        form: Any = super()._construct_form(i, **options)  # type: ignore[misc]  # the stubs do not know it
        form.parent = self.instance
        return form

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """Give the new row its parent's municipality."""
        form.instance.municipality_id = self.instance.municipality_id
        return super().save_new(form, commit)


def bound(form: forms.ModelForm, name: str, most: int) -> None:
    """Refuse a number above `most`, on the page too."""
    if field := form.fields.get(name):  # who may only look is shown texts and no fields
        field.validators.append(MaxValueValidator(most))
        field.widget.attrs["max"] = most
