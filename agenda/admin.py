"""Pages for preparing meetings: drafts, their items and motions. Nothing of an opened meeting can be changed here."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from agenda.commands import create_meeting, lock_meeting, remove_paper
from agenda.domain.stages import MeetingStage
from agenda.forms import AgendaFormSet, AgendaItemForm, MeetingForm, MotionForm, MotionFormSet
from agenda.models import AgendaItem, Meeting, Motion, Paper
from agenda.queries import main_motion
from council.admin.owned import OwnedAdmin, OwnedInline, OwnRowsOnly
from council.forms import majority_label

STAGES = {
    MeetingStage.DRAFT: _("in preparation"),
    MeetingStage.OPEN: _("under way"),
    MeetingStage.PAUSED: _("in a break"),
    MeetingStage.ADJOURNED: _("adjourned"),
}


def meeting_of(row: Meeting | AgendaItem) -> Meeting:
    """Return the meeting that a page is about."""
    return row if isinstance(row, Meeting) else row.meeting


class DraftsOnly(OwnRowsOnly):
    """Changes to drafts; what was opened is shown and stays."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let add to drafts."""
        return super().has_add_permission(request, obj) and is_draft(obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let change drafts."""
        return super().has_change_permission(request, obj) and is_draft(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let delete from drafts."""
        return super().has_delete_permission(request, obj) and is_draft(obj)


def is_draft(row: Meeting | AgendaItem | None) -> bool:
    """Say whether the meeting may still be changed; a row that is only being added belongs to a draft."""
    return row is None or meeting_of(row).stage == MeetingStage.DRAFT


class DraftAdmin(DraftsOnly, OwnedAdmin):
    """Pages that change a draft."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Hold the meeting's lock from before its stage is read until the change is stored."""
        with self._locked(request, object_id):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Hold the meeting's lock as a change does."""
        with self._locked(request, object_id):
            return super().delete_view(request, object_id, extra_context)

    @contextmanager
    def _locked(self, request: HttpRequest, object_id: str | None) -> Iterator[None]:
        # The chair could open the meeting between the check of its stage and the writing of a change, which the
        # ledger would then not know. Who only looks takes no lock: on SQLite every press would wait for it.
        if request.method != "POST":
            yield
            return
        with transaction.atomic():
            if object_id:
                lock_meeting(self._meeting_id(request, object_id))
            yield

    def _meeting_id(self, request: HttpRequest, object_id: str) -> UUID:
        return meeting_of(self.get_object(request, object_id)).pk

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Name what goes with a draft's row; nothing of it has history."""
        names = [str(part) for row in objs for part in parts_of(row)]
        return names, {str(self.opts.verbose_name_plural): len(names)}, set(), []

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete what stands under the row, then the row."""
        for part in reversed(parts_of(obj)):
            if isinstance(part, Paper):
                remove_paper(part)
            else:
                part.delete()


def parts_of(row: Meeting | AgendaItem) -> list[Any]:
    """Return the row and all that stands under it, from above."""
    if isinstance(row, AgendaItem):
        return [row, *row.motions.all(), *row.papers.all()]
    parts = [part for item in row.items.all() for part in parts_of(item)]
    return [row, *row.links.all(), *parts]


class AgendaItemInline(DraftsOnly, OwnedInline):
    """The agenda on the meeting's page; an item is deleted on its own page, with its motions."""

    model = AgendaItem
    template = "admin/edit_inline/stacked.html"  # texts are long
    form = AgendaItemForm
    formset = AgendaFormSet
    exclude = ()
    can_delete = False
    show_change_link = True

    # The form's own fields, as an opened meeting's page shows them.

    @admin.display(description=_("place"))
    def place(self, item: AgendaItem) -> int:
        """Return the item's place on the agenda."""
        return item.position

    @admin.display(description=_("main motion"))
    def text(self, item: AgendaItem) -> str:
        """Return the text of the main motion."""
        motion = main_motion(item)
        return motion.text if motion else ""

    @admin.display(description=_("majority"))
    def majority(self, item: AgendaItem) -> str:
        """Return the main motion's majority in words."""
        motion = main_motion(item)
        return majority_label(motion.majority) if motion else ""

    @admin.display(description=_("way of voting"))
    def secrecy(self, item: AgendaItem) -> str:
        """Return in words how the main motion is to be voted on."""
        motion = main_motion(item)
        return motion.get_secrecy_display() if motion else ""


class MotionInline(DraftsOnly, OwnedInline):
    """Motions on an item."""

    model = Motion
    form = MotionForm
    formset = MotionFormSet
    exclude = ()


@admin.register(Meeting)
class MeetingAdmin(DraftAdmin):
    """Meetings with their agenda."""

    form = MeetingForm
    inlines = (AgendaItemInline,)
    list_display = ("__str__", "body", "held_on", "is_practice", "how_far")

    @admin.display(description=_("stage"), ordering="stage")
    def how_far(self, meeting: Meeting) -> str:
        """Return the meeting's stage in words."""
        return str(STAGES[MeetingStage(meeting.stage)])

    def get_readonly_fields(self, request: HttpRequest, obj: Meeting | None = None) -> tuple[str, ...]:
        """Say whether a meeting is practice, or by correspondence, when it is made, never later."""
        return ("is_practice", "by_correspondence") if obj else ()

    def save_model(self, request: HttpRequest, obj: Meeting, form: Any, change: bool) -> None:
        """Make a new meeting together with its log."""
        if change:
            super().save_model(request, obj, form, change)
            return
        names = ("body", "hall", "number", "title", "held_on", "is_practice", "by_correspondence")
        created = create_meeting(**{name: form.cleaned_data[name] for name in names})
        obj.__dict__.update(created.__dict__)

    def has_delete_permission(self, request: HttpRequest, obj: Meeting | None = None) -> bool:
        """Let delete a draft in which nothing happened yet."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.log.size == 0)


@admin.register(AgendaItem)
class AgendaItemAdmin(DraftAdmin):
    """One item with all its motions; items are added on the meeting's page."""

    fields = ("number", "title", "rapporteur")
    inlines = (MotionInline,)
    list_display = ("__str__", "meeting")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let items be added where their order is seen."""
        return False
