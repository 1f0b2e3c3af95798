"""What the clerk prints for a ballot of an election: its papers, all alike, and the protocol of its tellers."""

from uuid import UUID

import msgspec
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET

from agenda.models import Meeting
from council.domain.rules import Majority
from council.wording import rule_words
from kiosk.views.visits import visit
from minutes.messages.dates import legal_date
from minutes.pdf.ballots import BallotPaper, Protocol, draw_papers, draw_protocol
from voting.domain.elections import Contest
from voting.models import Vote
from voting.queries import entitled
from voting.wording import ballot_words

WRITTEN = ("issued", "returned", "valid", "invalid", "blank")
TELLERS = 3


@require_GET
@login_required
def ballot_papers(request: HttpRequest, meeting: UUID, vote: UUID) -> HttpResponse:
    """Return as many papers as people who may be given one."""
    found, ballot = _ballot(request, meeting, vote)
    contest = msgspec.convert(ballot.contest, Contest)
    language = found.municipality.language
    with translation.override(language):
        paper = BallotPaper(
            council=_council(found),
            office=ballot.text,
            ballot=ballot_words(contest),
            how=_how(contest),
            candidates=[one.name for one in contest.candidates],
            choices=[""]
            if contest.is_opposed
            else [pgettext("choice", "For"), pgettext("choice", "Against")],
        )
        return _pdf(
            draw_papers(paper, copies=max(1, entitled(ballot)), title=ballot.text, language=language),
            "ballot-papers",
        )


def _how(contest: Contest) -> str:
    """Return how a paper is filled in so that it is valid."""
    if not contest.is_opposed:
        return _("Mark one box beside each name. Leave everything else on this paper empty.")
    return ngettext(
        "Mark the box beside %(places)s name. A paper with more marks, or with anything else on it, is invalid.",
        "Mark the boxes beside %(places)s names at most. A paper with more marks, or with anything else on it, is invalid.",
        contest.places,
    ) % {"places": contest.places}


@require_GET
@login_required
def protocol(request: HttpRequest, meeting: UUID, vote: UUID) -> HttpResponse:
    """Return the protocol of the tellers, with the numbers that were entered already."""
    found, ballot = _ballot(request, meeting, vote)
    contest = msgspec.convert(ballot.contest, Contest)
    counted, language = ballot.papers or {}, found.municipality.language
    with translation.override(language):
        labels = (
            _("Papers issued"),
            _("Papers returned"),
            _("Valid papers"),
            _("Invalid papers"),
            _("Blank papers"),
        )
        votes = counted.get("votes", {})
        lines = [(label, str(counted.get(name, ""))) for label, name in zip(labels, WRITTEN, strict=True)]
        lines += [(one.name, str(votes.get(one.candidate, ""))) for one in contest.candidates]
        sheet = Protocol(
            council=_council(found),
            title=_("Protocol of the tellers"),
            office=ballot.text,
            ballot=ballot_words(contest),
            rule=_("Majority: %(rule)s") % {"rule": rule_words(Majority.from_plain(ballot.majority))},
            lines=lines,
            tellers_label=_("Tellers: names and signatures"),
            tellers=counted.get("tellers", [""] * TELLERS),
            date=legal_date(found.day, language),
        )
        return _pdf(draw_protocol(sheet, title=sheet.title, language=language), "protocol")


def _ballot(request: HttpRequest, meeting: UUID, vote: UUID) -> tuple[Meeting, Vote]:
    """Return the clerk's meeting and a vote of it in which candidates stand."""
    found, _visitor = visit(request, meeting, "clerk")
    ballot = Vote.objects.filter(meeting=found, pk=vote, contest__isnull=False).first()
    if ballot is None:
        raise Http404
    return found, ballot


def _council(meeting: Meeting) -> str:
    return f"{meeting.municipality.name} · {meeting.body.name} · {meeting.title}"


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename={name}.pdf"
    return response
