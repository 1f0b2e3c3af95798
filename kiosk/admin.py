"""Pages for the displays of a hall: made, shown their secret address once, revoked. Never changed back, never deleted."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from council.admin.owned import OwnedAdmin
from council.forms import OwnedForm
from kiosk.models import Display, new_secret, secret_digest
from kiosk.snapshots import fit_words


class DisplayForm(OwnedForm):
    """A display of a hall, and whether its address still opens anything."""

    is_revoked = forms.BooleanField(
        label=_lazy("revoke"),
        required=False,
        help_text=_lazy("The address is dead from then on. For another one add another display."),
    )

    class Meta:
        model = Display
        fields = ("municipality", "hall", "name", "screen_height", "farthest", "is_revoked")

    def __init__(self, *args: Any, **options: Any) -> None:
        """Ask for nothing that was decided already."""
        super().__init__(*args, **options)
        self.fields["is_revoked"].disabled = (
            self.instance.revoked_at is not None or self.instance._state.adding
        )
        self.initial["is_revoked"] = self.instance.revoked_at is not None


@admin.register(Display)
class DisplayAdmin(OwnedAdmin):
    """Displays."""

    form = DisplayForm
    list_display = ("name", "hall", "revoked_at")
    readonly_fields = ("fits", "revoked_at")

    @admin.display(description=_lazy("what fits on it"))
    def fits(self, display: Display) -> str:
        """Say from how far the display can be read as it hangs, lying and upright."""
        if display._state.adding:
            return ""
        # As it is stored: a form that is refused leaves what was typed on the row.
        display = Display.objects.get(pk=display.pk)
        return format_html_join(
            "", "<p>{}</p>", [(text,) for text in fit_words(display, timezone.localdate())]
        )

    def save_model(self, request: HttpRequest, obj: Display, form: Any, change: bool) -> None:
        """Give a new display its address and show that once; revoke one where that was asked for."""
        if change:
            obj.revoked_at = obj.revoked_at or (timezone.now() if form.cleaned_data["is_revoked"] else None)
            super().save_model(request, obj, form, change)
            return
        secret = new_secret()
        obj.secret_digest = secret_digest(secret)
        super().save_model(request, obj, form, change)
        address = request.build_absolute_uri(reverse("display", args=[secret]))
        text = _("Open this address on the screen now; it is not shown again: %(address)s")
        messages.warning(request, text % {"address": address})

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep every display: an address once given out stays known as revoked."""
        return False
