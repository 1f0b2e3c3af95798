"""Setting up accounts, mandates and roles."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.forms.owned import OwnedForm
from council.models import Account, Mandate, Role


class AccountForm(OwnedForm):
    """A means of signing in; the password is only ever set, never shown."""

    login = forms.CharField(
        label=_("login"),
        max_length=150,
        validators=[RegexValidator(r"^[\w.@-]+$", _("Letters, digits and . @ - _ only."))],
    )
    new_password = forms.CharField(
        label=_("new password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Empty: the password stays. A new one signs the person out everywhere."),
    )

    class Meta:
        model = Account
        fields = ("municipality", "login", "new_password", "person", "is_active", "is_staff")

    def __init__(self, *args: Any, **options: Any) -> None:
        """Ask for a municipality, but of operators, who have none."""
        super().__init__(*args, **options)
        self.fields["municipality"].required = not self.instance.is_superuser

    def clean_login(self) -> str:
        """Return the login as it is compared: without capitals."""
        return str(self.cleaned_data["login"]).lower()

    def clean(self) -> dict[str, Any]:
        """Refuse a weak password, and an operator who is somebody in a council."""
        cleaned = super().clean()
        if self.instance.is_superuser and cleaned.get("person"):
            self.add_error("person", _("An operator holds no office and no mandate."))
        if password := cleaned.get("new_password"):
            try:
                validate_password(password, self.instance)
            except ValidationError as weak:
                self.add_error("new_password", weak)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Set the new password; a new account without one cannot sign in."""
        if password := self.cleaned_data["new_password"]:
            self.instance.set_password(password)
        elif self.instance._state.adding:
            self.instance.set_unusable_password()
        return super().save(commit)


class MandateForm(OwnedForm):
    """A mandate within its term, beside no other of the same person."""

    class Meta:
        model = Mandate
        fields = ("person", "group", "starts_on", "ends_on")

    def clean(self) -> dict[str, Any]:
        """Refuse days outside the term, a group of another term, and two mandates at once."""
        cleaned = super().clean()
        term, group = self.parent, cleaned.get("group")
        if group and group.term_id != term.pk:
            self.add_error("group", _("This is a group of another term."))
        if cleaned.get("starts_on") and cleaned.get("person"):
            self._refuse_wrong_days(cleaned, term)
        return cleaned

    def _refuse_wrong_days(self, cleaned: dict[str, Any], term: Any) -> None:
        starts_on, ends_on = cleaned["starts_on"], cleaned.get("ends_on")
        is_early = term.starts_on and starts_on < term.starts_on
        is_late = term.ends_on and (ends_on or starts_on) > term.ends_on
        if is_early or is_late:
            self.add_error("starts_on", _("The mandate lies outside the term."))
        others = Mandate.objects.filter(term_id=term.pk, person=cleaned["person"]).exclude(
            pk=self.instance.pk
        )
        others = others.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
        if ends_on:
            others = others.filter(starts_on__lte=ends_on)
        if others.exists():
            self.add_error("person", _("This person has another mandate in these days."))


class RoleForm(OwnedForm):
    """An office in a body."""

    class Meta:
        model = Role
        fields = ("person", "kind")
