"""What the minutes say about corrections: a list of its own, to which each vote points; what was entered stands as it is."""

from minutes.domain.blocks import Heading, Listing, Plain, Sentence, Tone
from minutes.domain.people import People
from minutes.domain.phrases import Clock, Phrase, Say, Text, said
from voting.domain.corrections import About, CorrectionRecord, Matter
from voting.domain.facts import MeetingRecord

SUBJECTS = {About.ENTRY: Say.ABOUT_ENTRY, About.VOTE: Say.VOTE_NUMBER, About.ITEM: Say.ABOUT_ITEM}
MATTERS = {
    Matter.TIME: Say.WRONG_TIME,
    Matter.NAME: Say.WRONG_NAME,
    Matter.WORDING: Say.WRONG_WORDING,
    Matter.FIGURE: Say.WRONG_FIGURE,
}


def tell_corrections(record: MeetingRecord, people: People, *, has_late: bool = False) -> list[Plain]:
    """Return what was corrected before the record was signed, or `has_late` after it too; nothing where nothing was."""
    made = [made for made in record.corrections if has_late or not made.is_late]
    lines = tuple((f"{one.number}.", _correction(one, people)) for one in made)
    if not lines:
        return []
    explained = Sentence(Phrase(Say.CORRECTIONS_EXPLAINED), Tone.MUTED)
    return [Heading(1, Phrase(Say.CORRECTIONS)), explained, Listing(lines)]


def corrections_of(record: MeetingRecord, subject: str) -> tuple[int, ...]:
    """Return the numbers of the corrections that the record tells of this vote."""
    return tuple(
        made.number for made in record.corrections if made.said.subject == subject and not made.is_late
    )


def _correction(made: CorrectionRecord, people: People) -> Phrase:
    told = made.said
    return said(
        Say.CORRECTION,
        subject=_subject(made),
        matter=Phrase(MATTERS[told.matter]),
        entered=told.entered,
        right=told.right,
        why=told.why,
        asked_by=told.asked_by,
        name=told.name,
        clerk=people.role("clerk"),
        at=Clock(made.at),
    )


def _subject(made: CorrectionRecord) -> Text:
    told = made.said
    return told.named if told.about is About.PERSON else said(SUBJECTS[told.about], number=told.named)
