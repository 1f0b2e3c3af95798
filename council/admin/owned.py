"""Pages on which an account sees, chooses and changes rows of its own municipality only: what all pages share."""

from typing import TYPE_CHECKING, Any, ClassVar, cast
from uuid import UUID

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _

from council.forms import OwnedForm, OwnedFormSet
from council.models import Account, Mandate, Municipality
from council.permissions import may_set_up
from council.queries import is_recorded

if TYPE_CHECKING:
    from django.contrib.admin.options import BaseModelAdmin as Page
else:
    Page = object


def account_of(request: HttpRequest) -> Account:
    """Return who is at the page; for a visitor Django's account without any right stands in."""
    return cast("Account", request.user)


def tenant_id(row: Any) -> UUID | None:
    """Return the municipality that a row belongs to."""
    return cast("UUID | None", row.pk if isinstance(row, Municipality) else row.municipality_id)


class OwnRowsOnly(Page):
    """What pages and inlines have in common: rows of the account's municipality, and choices among them."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Let in operators, and staff of a municipality."""
        return may_set_up(account_of(request), getattr(request.user, "municipality_id", None))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Show rows of one's own municipality."""
        if obj is None:
            return self.has_module_permission(request)
        return may_set_up(account_of(request), tenant_id(obj))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let add what may be seen."""
        return self.has_view_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let change what may be seen."""
        return self.has_view_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let delete what may be seen; what is in use the database keeps."""
        return self.has_view_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows of the account's municipality; all of them to an operator."""
        rows = super().get_queryset(request)
        account = account_of(request)
        return rows if account.is_superuser else rows.filter(municipality=account.municipality_id)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Offer rows of the account's municipality; to an operator all, each with its municipality."""
        field: Any = super().formfield_for_foreignkey(db_field, request, **options)
        related = db_field.related_model
        if not account_of(request).is_superuser:
            key = "pk" if related is Municipality else "municipality"
            field.queryset = field.queryset.filter(**{key: account_of(request).municipality_id})
        elif related is not Municipality:
            field.queryset = field.queryset.select_related("municipality")
            field.label_from_instance = lambda row: f"{row} ({row.municipality})"
        return field


class OwnedAdmin(OwnRowsOnly, admin.ModelAdmin):
    """Pages for rows of municipalities."""

    form: type[forms.ModelForm] = OwnedForm
    actions = None
    list_display: Any = ("__str__",)

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """Show an operator whose row it is."""
        return (*self.list_display, *(["municipality"] if request.user.is_superuser else []))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        """Tell the form who fills it in."""
        form: Any = super().get_form(request, obj, change, **options)
        form.account = request.user
        return form

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Return the row; an unknown id and one of another municipality answer alike."""
        row = super().get_object(request, object_id, from_field)
        if row is None:
            raise Http404
        return row

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Let an address filter by the filters shown only: a digest can be guessed by its beginnings."""
        return lookup.split("__", maxsplit=1)[0] in self.list_filter

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep whatever the ledger names."""
        return super().has_delete_permission(request, obj) and (obj is None or not is_kept(obj))


def is_kept(row: Any) -> bool:
    """Say whether the ledger names the row, or the person of a mandate: such a row has history and stays."""
    named = row.person_id if isinstance(row, Mandate) else row.pk
    return is_recorded(row.municipality_id, named)


class RowsUnder(OwnedFormSet):
    """Rows under another, of which those with history stay."""

    def clean(self) -> None:
        """Refuse to delete what the ledger names."""
        super().clean()
        for form in self.deleted_forms:
            if form.instance.pk and is_kept(form.instance):
                raise ValidationError(
                    _("%(row)s was in a meeting and stays; end it instead."), params={"row": form.instance}
                )


class OwnedInline(OwnRowsOnly, admin.TabularInline):
    """Rows that stand under another on its page."""

    form: type[forms.ModelForm] = OwnedForm
    formset: type[OwnedFormSet] = RowsUnder
    exclude: ClassVar[Any] = ("municipality",)
    extra = 0

    def get_formset(self, request: HttpRequest, obj: Any = None, **options: Any) -> Any:
        """Tell the forms who fills them in."""
        formset: Any = super().get_formset(request, obj, **options)
        formset.form.account = request.user
        return formset
