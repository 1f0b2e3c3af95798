"""Words for what a rehearsal finds out about a terminal."""

from collections.abc import Mapping

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kiosk.domain.rehearsals import Lack

register = template.Library()

LACKS: Mapping[Lack, Promise] = {
    Lack.SILENT: _("not heard of yet"),
    Lack.BUTTONS: _("buttons not all pressed"),
    Lack.SOUND: _("no sound"),
    Lack.SOUND_UNASKED: _("sound not answered"),
    Lack.KEYS: _("keys do not work"),
    Lack.LEGIBLE: _("not legible"),
    Lack.LEGIBLE_UNASKED: _("legibility not answered"),
    Lack.SLOW: _("answers slowly"),
    Lack.CLOCK: _("clock is wrong"),
}


@register.simple_tag
def lack_word(lack: Lack) -> str:
    """Return what is lacking in words."""
    return str(LACKS[lack])


@register.filter
def as_seconds(milliseconds: int | None) -> str:
    """Return a clock's offset in seconds with its sign; a dash where it is not known."""
    return "–" if milliseconds is None else f"{milliseconds / 1000:+.1f}"
