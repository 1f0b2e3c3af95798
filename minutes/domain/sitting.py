"""What the minutes say about the course of the sitting around its votes: breaks."""

from minutes.domain.attendance import quorum_words
from minutes.domain.blocks import Heading, Paragraph, Sentence, Tone
from minutes.domain.people import People
from minutes.domain.phrases import Clock, Phrase, Say, said
from voting.domain.facts import MeetingRecord
from voting.domain.sitting import Break


def tell_breaks(record: MeetingRecord, people: People) -> list[Paragraph]:
    """Return when the meeting was interrupted, until when that was announced, and the quorum when it went on."""
    breaks = record.sitting.breaks
    if not breaks:
        return []
    return [
        Heading(1, Phrase(Say.BREAKS)),
        *(sentence for each in breaks for sentence in _break(each, people)),
    ]


def _break(one: Break, people: People) -> list[Sentence]:
    begun = said(
        Say.UNTIL_ANOTHER_DAY if one.said.is_other_day else Say.BREAK,
        at=Clock(one.paused_at),
        name=people.actor(one.actor),
        until=Clock(one.said.until, has_seconds=False),
    )
    if one.resumed is None:
        return [Sentence(begun), Sentence(Phrase(Say.NOT_RESUMED))]
    resumed = said(
        Say.RESUMED,
        at=Clock(one.resumed.at),
        name=people.actor(one.resumed.actor),
        quorum=quorum_words(one.resumed.said.quorum),
    )
    told = [Sentence(begun), Sentence(resumed)]
    if one.resumed.said.without_quorum:
        told.append(Sentence(Phrase(Say.WITHOUT_QUORUM), Tone.STRONG))
    return told
