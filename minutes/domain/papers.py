"""What the minutes say of the papers that were laid: which, and by what each is told apart from any other."""

from minutes.domain.blocks import Column, Heading, Paragraph, Sentence, Table, Tone
from minutes.domain.phrases import Clock, Phrase, Say, Text, said
from voting.domain.facts import ItemRecord, MeetingRecord, PaperRecord

DIGITS = 16
"""So much of a digest, in hexadecimal, is printed: nobody finds another file that begins the same."""


def tell_papers(record: MeetingRecord) -> list[Paragraph]:
    """Return the papers in the order of the agenda; nothing where there were none."""
    rows = tuple(_row(item, paper) for item in record.items for paper in item.papers)
    if not rows:
        return []
    columns = (
        Column(Phrase(Say.ITEM), 8, is_number=True),
        Column(Phrase(Say.PAPER), 35),
        Column(Phrase(Say.PAPER_PAGES), 11, is_number=True),
        Column(Phrase(Say.PAPER_DIGEST), 22),
        Column(Phrase(Say.PAPER_LAID), 24),
    )
    return [
        Heading(1, Phrase(Say.PAPERS_LAID)),
        Table(columns, rows),
        Sentence(said(Say.PAPERS_EXPLAINED, digits=DIGITS), Tone.MUTED),
    ]


def _row(item: ItemRecord, paper: PaperRecord) -> tuple[Text, ...]:
    listed = paper.listed
    return (
        item.listed.number,
        listed.title,
        str(listed.pages),
        listed.digest[:DIGITS],
        _laid(item, paper),
    )


def _laid(item: ItemRecord, paper: PaperRecord) -> Text:
    """Return when it was laid: before the meeting, or in it, by itself or with its item."""
    at = paper.added_at or item.added_at
    if at is None:
        return Phrase(Say.LAID_WITH_AGENDA)
    return said(Say.LAID_IN_PLACE if paper.listed.replaces else Say.LAID_AT, at=Clock(at))
