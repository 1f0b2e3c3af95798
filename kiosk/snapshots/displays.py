"""How a hall's display lays out a result for its size and its farthest viewer, and the code it shows at the end."""

from datetime import date

import segno
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from agenda.domain.stages import MeetingStage
from agenda.models import Meeting
from council.models import Mandate
from council.queries import mandates_on
from kiosk.domain.legibility import SIDES, Layout, Screen, layout
from kiosk.models import Display
from ledger.queries import adjournment_checkpoint


def layouts(display: Display, on: date) -> tuple[Layout, Layout]:
    """Return how the display lays out a result of its hall's body on this day: lying, and upright."""
    people = [_name(mandate) for mandate in mandates_on(display.hall.body, on)]
    longest = max(map(len, people), default=0)
    lying, upright = (
        layout(
            Screen(display.screen_height * 10, display.farthest * 1000, is_portrait),
            names=len(people),
            longest=longest,
            has_second=bool(display.hall.body.second_language),
        )
        for is_portrait in (False, True)
    )
    return lying, upright


def _name(mandate: Mandate) -> str:
    return f"{mandate.person.name} {mandate.group.short_name if mandate.group else ''}".strip()


def stylesheet(display: Display, on: date) -> str:
    """Return the sizes of a display's type as custom properties, in shares of the screen, so that it fits any resolution."""
    lying, upright = layouts(display, on)
    return "".join(
        [
            _rule(lying, SIDES[1] / SIDES[0], "landscape"),
            _rule(upright, SIDES[0] / SIDES[1], "portrait"),
        ]
    )


def _rule(found: Layout, height_to_width: float, orientation: str) -> str:
    sizes = {"--result": found.result_type, "--names": found.name_type}
    lines = [
        # As large as reckoned on a screen of 16:9, smaller on a narrower one.
        f"{name}:min({100 * size:.3f}vh,{100 * size * height_to_width:.3f}vw)"
        for name, size in sizes.items()
    ]
    lines.append(f"--name-width:{found.name_width:.1f}em")
    return f"@media (orientation:{orientation}){{:root{{{';'.join(lines)}}}}}\n"


def is_result_alone(display: Display, on: date) -> bool:
    """Tell whether outcome and numbers need the lying screen to themselves; upright, all stands below each other."""
    return layouts(display, on)[0].is_alone


def checkpoint_code(meeting: Meeting) -> SafeString:
    """Return the signed checkpoint of the adjournment as a QR code, nothing before there is one."""
    found = adjournment_checkpoint(meeting.log_id) if meeting.stage == MeetingStage.ADJOURNED else None
    if found is None or not found.note:
        return SafeString("")
    code = segno.make_qr(found.note, error="m", encoding="utf-8")
    # Of nothing but the library's own numbers: there is no text in it.
    return SafeString(code.svg_inline(border=3, omitsize=True, light="white", svgclass=None, lineclass=None))


def fit_words(display: Display, on: date) -> tuple[str, str]:
    """Return in words what fits on the display: lying, and upright."""
    lying, upright = layouts(display, on)
    return _words(_("Landscape"), lying, display), _words(_("Portrait"), upright, display)


def _words(orientation: str, found: Layout, display: Display) -> str:
    told = {
        "orientation": orientation,
        "result": f"{found.result_distance / 1000:.1f}",
        "names": f"{found.name_distance / 1000:.1f}",
        "pages": found.name_pages,
        "farthest": display.farthest,
    }
    is_enough = found.result_distance >= display.farthest * 1000 * 0.999
    sentences = [
        _("%(orientation)s: outcome and numbers can be read from %(result)s m.")
        if is_enough
        else _(
            "%(orientation)s: outcome and numbers can be read from %(result)s m, not from %(farthest)s m: "
            "a larger screen is needed."
        ),
        _("They need the screen to themselves and take turns with plan and names.") if found.is_alone else "",
        _("Names can be read from %(names)s m, on %(pages)s pages of 8 seconds."),
    ]
    return " ".join(sentence % told for sentence in sentences if sentence)
