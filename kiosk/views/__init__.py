"""The pages of a running meeting and what they fetch and post over HTTP; each calls one query or the desk."""

from kiosk.views.acts import act
from kiosk.views.arms import arms
from kiosk.views.ballots import ballot_papers, protocol
from kiosk.views.displays import display, display_shown, display_sizes, display_state, display_token
from kiosk.views.halls import hall_layout, halls
from kiosk.views.icon import icon
from kiosk.views.papers import paper, paper_file, paper_page, receive
from kiosk.views.profiles import profile
from kiosk.views.readiness import ready
from kiosk.views.rehearsals import (
    check_display,
    check_terminal,
    rehearsal,
    rehearsal_report,
    rehearsals,
)
from kiosk.views.rooms import agenda, hall, live, live_state, my_room, room, room_state, room_token
from kiosk.views.seats import seats
from kiosk.views.signatures import annex, draft, sign
from kiosk.views.signing_in import code_sign_in, forbidden, seat_sign_in, sign_in, sign_out
from kiosk.views.trust import address_code, authority_file, trust

__all__ = [
    "act",
    "address_code",
    "agenda",
    "annex",
    "arms",
    "authority_file",
    "ballot_papers",
    "check_display",
    "check_terminal",
    "code_sign_in",
    "display",
    "display_shown",
    "display_sizes",
    "display_state",
    "display_token",
    "draft",
    "forbidden",
    "hall",
    "hall_layout",
    "halls",
    "icon",
    "live",
    "live_state",
    "my_room",
    "paper",
    "paper_file",
    "paper_page",
    "profile",
    "protocol",
    "ready",
    "receive",
    "rehearsal",
    "rehearsal_report",
    "rehearsals",
    "room",
    "room_state",
    "room_token",
    "seat_sign_in",
    "seats",
    "sign",
    "sign_in",
    "sign_out",
    "trust",
]
