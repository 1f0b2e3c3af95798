"""Pages for setting up: who sees which rows, and what may be entered, changed and deleted there.

Staff of a municipality work on its rows only, operators on all. Nothing of a vote, a ledger or minutes is here.
"""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import admin, messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.models import Group as PermissionGroup
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from council.admin.owned import OwnedAdmin, OwnedInline, account_of
from council.commands import NoTerm, RosterRefused, create_municipality, give_arms, import_council
from council.forms import (
    AccountForm,
    BodyForm,
    HallForm,
    ImportForm,
    MandateForm,
    MunicipalityForm,
    RoleForm,
    SeatForm,
)
from council.models import Account, Body, Group, Hall, Mandate, Municipality, Person, Role, Seat, Term

admin.site.site_header = admin.site.site_title = "Kvorum"
admin.site.index_title = _("Setting up")
admin.site.unregister(PermissionGroup)  # nobody's rights come from Django's groups


def sign_in_first(request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Lead to the product's own sign-in, whose throttle Django's form of the admin does not know."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index"))


admin.site.login = sign_in_first  # type: ignore[method-assign]  # so Django's documentation does it


@admin.register(Municipality)
class MunicipalityAdmin(OwnedAdmin):
    """Municipalities: made by operators, their names kept by their own staff."""

    form = MunicipalityForm
    list_display = ("name", "slug", "language", "is_demonstration")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the account's own municipality; all of them to an operator."""
        rows = Municipality.objects.all()
        account = account_of(request)
        return rows if account.is_superuser else rows.filter(pk=account.municipality_id or UUID(int=0))

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """Show the same to everybody."""
        return self.list_display

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Let only operators decide on addresses and demonstrations."""
        return ("arms_now",) if request.user.is_superuser else ("slug", "is_demonstration", "arms_now")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Show the arms there are beside what changes them."""
        return (*MunicipalityForm.Meta.fields, "arms_now", "new_arms", "has_no_arms")

    @admin.display(description=_("arms"))
    def arms_now(self, obj: Municipality) -> str:
        """Return the picture, a dash where there is none."""
        if not obj.arms_id:
            return "–"
        return format_html(
            '<img src="{}" alt="{}" height="96">', reverse("arms", args=[obj.arms_id]), _("arms")
        )

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let operators add municipalities."""
        return request.user.is_active and request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep every municipality: its register is append-only."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Make a new municipality together with its register; give it the arms that were sent."""
        if change:
            super().save_model(request, obj, form, change)
        else:
            names = MunicipalityForm.Meta.fields
            created = create_municipality(**{name: form.cleaned_data[name] for name in names})
            obj.__dict__.update(created.__dict__)
        if form.changes_arms():
            give_arms(municipality=obj, content=form.cleaned_data["new_arms"])


@admin.register(Account)
class AccountAdmin(OwnedAdmin):
    """Means of signing in. They are disabled, never deleted, and an operator's is an operator's matter."""

    form = AccountForm
    list_display = ("login", "person", "is_active", "is_staff")
    search_fields = ("login", "person__name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return accounts of one's municipality, none of them an operator's."""
        rows = super().get_queryset(request).select_related("person")
        return rows if request.user.is_superuser else rows.filter(is_superuser=False)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep every account: entries name its holder."""
        return False


@admin.register(Person)
class PersonAdmin(OwnedAdmin):
    """People."""

    list_display = ("name", "capacity")
    search_fields = ("name",)


class RoleInline(OwnedInline):
    """Offices of a body."""

    model = Role
    form = RoleForm
    exclude = ()


@admin.register(Body)
class BodyAdmin(OwnedAdmin):
    """Bodies with their offices, and the import of their councils."""

    form = BodyForm
    inlines = (RoleInline,)
    list_display = ("name", "statutory_number")
    change_form_template = "council/setup/body.html"
    fieldsets = (
        (None, {"fields": ("municipality", "name", "statutory_number", "pack", "second_language")}),
        (
            _("Voting"),
            {
                "fields": (
                    *("majority", "may_abstain", "may_change_ballot", "may_vote_unnamed", "call_order"),
                    *("assistant_may_press", "may_decline", "casts_unvoted", "annulment_grounds"),
                )
            },
        ),
        (
            _("Time of a vote at the terminals"),
            {"fields": ("window_seconds", "window_least_seconds", "window_at_end")},
        ),
        (
            _("Presence"),
            {
                "fields": (
                    *("lacking", "presence", "may_arrive_in_vote", "may_join_open_vote"),
                    "counts_unreachable_as_present",
                )
            },
        ),
        (_("Course of a meeting"), {"fields": ("agenda_first", "publishes_closed", "decisions")}),
        (
            _("Elections"),
            {
                "fields": (
                    *("elections_order", "elections_following", "elections_lot"),
                    "elections_nominator",
                )
            },
        ),
        (_("Proxies"), {"fields": ("proxies_most", "proxies_quorum", "proxies_revocable")}),
        (
            _("Sittings by correspondence"),
            {
                "fields": (
                    *("correspondence_is_allowed", "correspondence_least_hours"),
                    "correspondence_objections",
                )
            },
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        """Add the page of the import."""
        page = path(
            "<uuid:body>/import/", self.admin_site.admin_view(self.import_view), name="import-council"
        )
        return [page, *super().get_urls()]

    def import_view(self, request: HttpRequest, body: UUID) -> HttpResponse:
        """Take files and import them whole, or show all that is wrong with them."""
        row = self.get_object(request, str(body))
        if not self.has_change_permission(request, row):
            raise Http404
        form = ImportForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid() and self._imported(request, row, form):
            return HttpResponseRedirect(reverse("admin:council_body_change", args=[row.pk]))
        context = self.admin_site.each_context(request)
        context |= {"form": form, "body": row, "opts": self.opts, "title": _("Import a council")}
        return render(request, "council/setup/import.html", context)

    def _imported(self, request: HttpRequest, body: Body, form: ImportForm) -> bool:
        today = timezone.localdate(timezone=ZoneInfo(body.municipality.time_zone))
        try:
            done = import_council(body=body, on=today, **form.files_given())
        except RosterRefused as refused:
            form.add_error(None, [str(refused.sentence), *refused.reasons()])
            return False
        except NoTerm as refused:
            form.add_error(None, str(refused))
            return False
        created, changed = done.created.total(), done.changed.total()
        self.log_change(request, body, [{"changed": {"name": "CSV"}}])
        texts = (
            ngettext("%d row was added", "%d rows were added", created) % created,
            ngettext("%d row was changed", "%d rows were changed", changed) % changed,
        )
        messages.success(request, ", ".join(texts) + ".")
        return True


class GroupInline(OwnedInline):
    """Groups of a term."""

    model = Group


class MandateInline(OwnedInline):
    """Mandates of a term, in its groups."""

    model = Mandate
    form = MandateForm
    exclude = ()

    def get_formset(self, request: HttpRequest, obj: Any = None, **options: Any) -> Any:
        """Offer the groups of this term."""
        formset = super().get_formset(request, obj, **options)
        formset.form.base_fields["group"].queryset = obj.groups.all() if obj else Group.objects.none()
        return formset


@admin.register(Term)
class TermAdmin(OwnedAdmin):
    """Terms with their groups and mandates."""

    inlines = (GroupInline, MandateInline)
    list_display = ("__str__", "starts_on", "ends_on")


class SeatInline(OwnedInline):
    """Seats of a hall."""

    model = Seat
    form = SeatForm
    exclude = ()


@admin.register(Hall)
class HallAdmin(OwnedAdmin):
    """Halls with their seats."""

    form = HallForm
    inlines = (SeatInline,)
    change_form_template = "council/setup/hall.html"
    list_display = ("name", "body")
