"""Lays papers before the demo's meeting, so that there is something to read at a seat; they come in as any clerk's do."""

from datetime import datetime

from agenda.commands import receive_paper
from agenda.domain.stages import MeetingStage
from agenda.models import Meeting, Paper
from council.domain.actors import Actor, ActorRole
from council.models import Role
from kiosk.management.demo import content
from minutes.domain.blocks import Facts, Heading, Paragraph, Sentence, Title
from minutes.messages import Words
from minutes.pdf import draw


def lay_papers(meeting: Meeting, at: datetime) -> None:
    """Give the meeting its papers while it is a draft without any. Takes seconds; never inside a transaction."""
    if meeting.stage != MeetingStage.DRAFT or Paper.objects.filter(item__meeting=meeting).exists():
        return
    clerk = Role.objects.get(body=meeting.body, kind=Role.Kind.CLERK)
    words = Words(language="bg", zone=meeting.municipality.time_zone, day=meeting.held_on)
    reports = {planned.title: planned.report for planned in content.AGENDA if planned.report}
    for item in meeting.items.filter(title__in=reports):
        drawn = draw(_compose(meeting, item.title, reports[item.title]), words=words, made_at=at)
        receive_paper(
            meeting=meeting,
            item_id=item.pk,
            name=f"{content.REPORT}.pdf",
            content=[drawn],
            replaces=None,
            by=Actor(ActorRole.CLERK, clerk.person_id),
            clock=lambda: at,
        )


def _compose(meeting: Meeting, subject: str, report: tuple[content.Chapter, ...]) -> list[Paragraph]:
    parts: list[Paragraph] = [
        Title(
            municipality=meeting.municipality.name,
            body=meeting.body.name,
            document=content.REPORT,
            nature=f"{content.MAYOR}, {content.MAYORS_CAPACITY}",
            subject=subject,
            running=content.REPORT,
        )
    ]
    for chapter in report:
        parts += [Heading(1, chapter.heading), *map(Sentence, chapter.sentences)]
        if chapter.figures:
            parts.append(Facts(chapter.figures))
    return parts
