"""Addresses of signing in, the rooms of a meeting, its public live page, its documents, the halls and their displays."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from kiosk import views

ROOMS = ("seat", "chair", "clerk")
paper = "meetings/<uuid:meeting>/papers/<digest:digest>"


class Digest(StringConverter):
    """A SHA-256 in hexadecimal."""

    regex = "[0-9a-f]{64}"


register_converter(Digest, "digest")

urlpatterns = [
    path("favicon.ico", views.icon, name="icon"),
    path("arms/<digest:digest>.png", views.arms, name="arms"),
    path("sign-in/", views.sign_in, name="sign-in"),
    path("s/<slug:key>/", views.seat_sign_in, name="seat-sign-in"),
    path("sign-in/code/", views.code_sign_in, name="code-sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("profile/", views.profile, name="profile"),
    path("trust/", views.trust, name="trust"),
    path("trust/kvorum-hall.crt", views.authority_file, name="authority-file"),
    path("trust/<str:which>.svg", views.address_code, name="address-code"),
    path("meetings/<uuid:meeting>/live/", views.live, name="live"),
    path("meetings/<uuid:meeting>/live/state", views.live_state, name="live-state"),
    path("meetings/<uuid:meeting>/documents/agenda/<str:version>.json", views.agenda, name="agenda-document"),
    path("meetings/<uuid:meeting>/documents/hall/<str:version>.json", views.hall, name="hall-document"),
    path("meetings/<uuid:meeting>/clerk/papers", views.receive, name="clerk-papers"),
    path(f"{paper}/", views.paper, name="paper"),
    path(f"{paper}/paper.pdf", views.paper_file, name="paper-file"),
    path(f"{paper}/<int:page>.webp", views.paper_page, name="paper-page"),
    path(
        "meetings/<uuid:meeting>/clerk/ballots/<uuid:vote>/papers.pdf",
        views.ballot_papers,
        name="ballot-papers",
    ),
    path("meetings/<uuid:meeting>/clerk/ballots/<uuid:vote>/protocol.pdf", views.protocol, name="protocol"),
    path("meetings/<uuid:meeting>/clerk/seats/", views.seats, name="clerk-seats"),
    path("display/<str:secret>/", views.display, name="display"),
    path("display/<str:secret>/shown", views.display_shown, name="display-shown"),
    path("display/<str:secret>/sizes.css", views.display_sizes, name="display-sizes"),
    path("display/<str:secret>/state", views.display_state, name="display-state"),
    path("display/<str:secret>/check", views.check_display, name="display-check"),
    path("halls/", views.halls, name="halls"),
    path("halls/<uuid:hall>/", views.hall_layout, name="hall-layout"),
    path("rehearsals/", views.rehearsals, name="rehearsals"),
    path("meetings/<uuid:meeting>/clerk/rehearsal/", views.rehearsal, name="rehearsal"),
    path("meetings/<uuid:meeting>/clerk/rehearsal.pdf", views.rehearsal_report, name="rehearsal-report"),
    path("meetings/<uuid:meeting>/seat/check", views.check_terminal, name="seat-check"),
    path("display/<str:secret>/token", views.display_token, name="display-token"),
]
for room in ROOMS:
    base, named = f"meetings/<uuid:meeting>/{room}/", {"audience": room}
    urlpatterns += [
        path(f"{room}/", views.my_room, named, name=f"my-{room}"),
        path(base, views.room, named, name=room),
        path(f"{base}state", views.room_state, named, name=f"{room}-state"),
        path(f"{base}token", views.room_token, named, name=f"{room}-token"),
        path(f"{base}act", views.act, named, name=f"{room}-act"),
    ]
for room in ("chair", "clerk"):
    base, named = f"meetings/<uuid:meeting>/{room}/", {"audience": room}
    urlpatterns += [
        path(f"{base}ready/", views.ready, named, name=f"{room}-ready"),
        path(f"{base}sign", views.sign, named, name=f"{room}-sign"),
        path(f"{base}record.pdf", views.draft, named, name=f"{room}-record"),
        path(f"{base}annex.pdf", views.annex, named, name=f"{room}-annex"),
    ]
