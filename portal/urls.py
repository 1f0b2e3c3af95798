"""Addresses of what is published: the list of meetings, and of each meeting its archive and its files."""

from django.urls import path

from portal import views

meeting = "meetings/<uuid:meeting>"
urlpatterns = [
    path("", views.home, name="home"),
    path("drafts/<uuid:draft>/", views.draft, name="draft"),
    path("ledger-key.pem", views.ledger_key, name="ledger-key"),
    path(f"{meeting}/", views.archive, name="meeting"),
    path(f"{meeting}/record.pdf", views.record, name="record"),
    path(f"{meeting}/addendum/", views.addendum, name="addendum"),
    path(f"{meeting}/votes.csv", views.votes, name="votes-table"),
    path(f"{meeting}/votes/<int:number>/", views.vote, name="vote"),
    path(f"{meeting}/votes/<int:number>/vote.csv", views.vote_table, name="vote-table"),
    path(f"{meeting}/attendance.csv", views.attendance_csv, name="attendance-csv"),
    path(f"{meeting}/attendance.xlsx", views.attendance_xlsx, name="attendance-xlsx"),
    path(f"{meeting}/ledger.jsonl", views.ledger, name="ledger-export"),
    path(f"{meeting}/checkpoints.json", views.checkpoints, name="checkpoints"),
    path(f"{meeting}/proofs/inclusion.json", views.inclusion, name="inclusion-proof"),
    path(f"{meeting}/proofs/consistency.json", views.consistency, name="consistency-proof"),
]
