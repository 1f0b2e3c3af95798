"""Turns a meeting's record into the paragraphs of its minutes, without a language; words are in messages.

They hold what council law commonly asks of a record of voting: time, presiding officer, who was present and
when, quorum, agenda, conflicts of interest, every vote by name with its numbers and rule, and decisions.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from agenda.domain.procedures import Procedure
from minutes.domain.attendance import NOTHING, attendance, quorum_words, tell_objectors, tell_proxies
from minutes.domain.blocks import (
    Column,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Plain,
    Sentence,
    SignatureBlock,
    Table,
    Title,
    Together,
    Tone,
    Verbatim,
)
from minutes.domain.corrections import corrections_of, tell_corrections
from minutes.domain.elections import ELECTED
from minutes.domain.joint import joint_decision, tell_joint
from minutes.domain.motions import tell_motions
from minutes.domain.papers import tell_papers
from minutes.domain.people import People, people_of
from minutes.domain.phrases import Clock, Phrase, Say, Text, said
from minutes.domain.sitting import tell_breaks, tell_checks, tell_presiding, tell_stand_ins
from minutes.domain.speeches import tell_speeches
from minutes.domain.votes import OUTCOMES, outcome_words, tell_vote
from voting.domain.choices import Position
from voting.domain.closed import closed_record
from voting.domain.facts import Adjournment, ItemRecord, MeetingRecord, Opening, VoteRecord

PROCEDURES = {
    Procedure.FIRST_READING: Say.FIRST_READING,
    Procedure.SECOND_READING: Say.SECOND_READING,
    Procedure.SHORTENED: Say.SHORTENED_PROCEDURE,
    Procedure.URGENT: Say.URGENT_PROCEDURE,
}
COUNTED = (Position.FOR, Position.AGAINST, Position.ABSTAIN)


class NotAdjourned(ValueError):
    """Minutes are drawn from a meeting that was opened and adjourned."""


@dataclass(frozen=True, slots=True)
class Witness:
    """The adjournment's checkpoint: entries covered, their root (base64) and its five words, the signed note."""

    size: int
    root: str
    words: str
    note: str


def compose(record: MeetingRecord, witness: Witness) -> tuple[Paragraph, ...]:
    """Return the minutes of an adjourned meeting in reading order; refuse one still under way."""
    if record.opening is None or record.adjournment is None:
        raise NotAdjourned
    opening, adjournment = record.opening, record.adjournment
    people = people_of(record, opening)
    return (
        *_head(opening, adjournment, people),
        *attendance(opening, adjournment, people, frozenset(each.person for each in record.excuses)),
        *tell_proxies(record.proxies),
        *tell_objectors(opening, record.objectors),
        *tell_checks(record, people),
        *tell_presiding(record),
        *tell_breaks(record, people),
        *_agenda(record),
        *tell_papers(record),
        *_overview(record),
        *_course(record, people),
        *tell_speeches(record, None),
        *tell_corrections(record, people),
        Together((*_end(adjournment, people), *_entries(witness), *_signatures(record, opening, people))),
    )


def _head(opening: Opening, adjournment: Adjournment, people: People) -> list[Paragraph]:
    meeting = opening.said
    pairs: list[tuple[Text, Text]] = [
        (Phrase(Say.DATE), said(Say.ON, day=meeting.held_on)),
        (Phrase(Say.OPENED), said(Say.AT_BY, at=Clock(opening.at), name=people.actor(opening.actor))),
        (
            Phrase(Say.ADJOURNED),
            said(Say.AT_BY, at=Clock(adjournment.at), name=people.actor(adjournment.actor)),
        ),
        (people.title("chair"), meeting.chair.name),
    ]
    if meeting.clerk is not None:
        pairs.append((people.title("clerk"), meeting.clerk.name))
    return [
        Title(
            municipality=meeting.municipality.name,
            body=meeting.body.name,
            document=said(Say.MINUTES_NUMBER, number=meeting.number),
            nature=Phrase(Say.PRACTICE_NATURE if meeting.is_practice else Say.MINUTES_NATURE),
            subject=said(Say.MINUTES_OF, title=meeting.title, held_on=meeting.held_on),
            running=said(Say.MINUTES_SHORT, number=meeting.number, held_on=meeting.held_on),
            mark=Phrase(Say.PRACTICE) if meeting.is_practice else None,
        ),
        Facts(tuple(pairs)),
        Sentence(Phrase(Say.LOCAL_TIMES), Tone.MUTED),
    ]


def _agenda(record: MeetingRecord) -> list[Paragraph]:
    if not record.items:
        return [Heading(1, Phrase(Say.AGENDA)), Sentence(Phrase(Say.AGENDA_EMPTY))]
    on = tuple((f"{item.listed.number}.", _title(item)) for item in record.items if not item.is_off)
    off = tuple((f"{item.listed.number}.", _title(item)) for item in record.items if item.is_off)
    adopted = [
        Sentence(said(Say.AGENDA_ADOPTED, at=Clock(adoption.at), vote=adoption.said.number))
        for adoption in record.sitting.adoptions
    ]
    adopted += [
        Sentence(said(Say.AGENDA_PUT_BACK, at=Clock(one.put_back_at), vote=one.said.number))
        for one in record.sitting.adoptions
        if one.put_back_at
    ]
    adopted += [
        Sentence(
            said(
                Say.AGENDA_ARRANGED_BACK if one.is_back else Say.AGENDA_ARRANGED,
                at=Clock(one.at),
                vote=one.vote,
            )
        )
        for one in record.sitting.arrangements
    ]
    rest: list[Paragraph] = [Sentence(Phrase(Say.AGENDA_WITHOUT)), Listing(off)] if off else []
    return [Heading(1, Phrase(Say.AGENDA)), *adopted, Listing(on), *rest]


def _title(item: ItemRecord) -> Text:
    """Return an item's title; of one that is closed to the reader only that it is."""
    return item.listed.title or Phrase(Say.CLOSED_ITEM)


def _overview(record: MeetingRecord) -> list[Paragraph]:
    if not record.votes:
        return []
    abstained = any(vote.offers_abstaining for vote in record.votes)
    counted = COUNTED if abstained else COUNTED[:2]
    columns = (
        Column(Phrase(Say.VOTE), 6, is_number=True),
        Column(Phrase(Say.ITEM), 8, is_number=True),
        Column(Phrase(Say.SUBJECT), 31),
        Column(Phrase(Say.COUNT_FOR), 6, is_number=True),
        Column(Phrase(Say.COUNT_AGAINST), 9, is_number=True),
        *((Column(Phrase(Say.COUNT_ABSTAIN), 15, is_number=True),) if Position.ABSTAIN in counted else ()),
        Column(Phrase(Say.OUTCOME), 14),
        Column(Phrase(Say.DECISION), 11, is_number=True),
    )
    return [
        Heading(1, Phrase(Say.OVERVIEW)),
        Table(columns, tuple(row for vote in record.votes for row in _overview_rows(vote, counted))),
    ]


def _overview_rows(vote: VoteRecord, counted: Sequence[Position]) -> list[tuple[Text, ...]]:
    """Return a row for each item that the vote decides."""
    decision = vote.result.decision if vote.result else ""
    return [
        _overview_row(vote, counted, vote.item_number, vote.title, decision),
        *(
            _overview_row(vote, counted, one.number, one.title, joint_decision(vote, one.motion))
            for one in vote.together
        ),
    ]


def _overview_row(
    vote: VoteRecord, counted: Sequence[Position], number: str, title: str, decision: str
) -> tuple[Text, ...]:
    # Of an election nobody was for or against a text.
    numbers = vote.result.tally.by_position() if vote.result and not vote.result.returned else {}
    return (
        str(vote.number),
        number,
        title,
        *(str(numbers.get(position, NOTHING)) for position in counted),
        outcome_words(vote),
        decision or NOTHING,
    )


def _course(record: MeetingRecord, people: People) -> list[Paragraph]:
    """Return the items in the order in which they were first taken up or voted, each with its recusals and votes."""
    heading = Heading(1, Phrase(Say.VOTES))
    voted = {
        item: vote.prepared_at
        for vote in reversed(record.votes)
        for item in (vote.item, *(one.item for one in vote.together if vote.opening is not None))
    }
    taken_up = [item for item in record.items if item.activated_at or item.listed.item in voted]
    taken_up.sort(key=lambda item: item.activated_at[:1] or (voted[item.listed.item],))
    if not taken_up:
        return [heading, Sentence(Phrase(Say.VOTES_NONE))]
    first, *rest = [part for item in taken_up for part in _item(item, record, people)]
    return [Together((heading, *first)), *rest]


def _item(item: ItemRecord, record: MeetingRecord, people: People) -> list[Together]:
    listed = item.listed
    if item.is_closed and not listed.title:
        return [Together(tuple(_closed(item)))]
    motions = {motion.motion: motion for motion in record.motions}
    numbers = {vote.vote: vote.number for vote in record.votes}
    statutory_number = record.opening.said.body.statutory_number if record.opening else 0
    head: list[Plain] = [
        Heading(2, said(Say.ITEM_HEADING, number=listed.number, title=_title(item))),
        *([Sentence(Phrase(PROCEDURES[listed.procedure]), Tone.MUTED)] if listed.procedure else []),
        *_closing(item),
        *(
            Sentence(
                said(Say.RECUSED_WITH_GROUND, name=recusal.name, at=Clock(recusal.at), ground=recusal.ground)
            )
            for recusal in record.recusals
            if recusal.item == listed.item
        ),
        *tell_speeches(record, listed.item),
        *tell_motions(record, listed.item, people),
    ]
    joint = tell_joint(record, listed.item, {vote.vote: outcome_words(vote) for vote in record.votes})
    head += joint
    votes = [
        tell_vote(
            vote,
            item_title=listed.title,
            motion=motions.get(vote.motion),
            numbers=numbers,
            people=people,
            statutory_number=statutory_number,
            corrections=corrections_of(record, vote.vote),
        )
        for vote in record.votes
        if vote.item == listed.item
    ]
    if not votes and joint:
        return [Together(tuple(head))]
    if not votes:
        return [Together((*head, Sentence(Phrase(Say.ITEM_WITHOUT_VOTE), Tone.MUTED)))]
    return [Together((*head, *votes[0])), *votes[1:]]


def _closing(item: ItemRecord) -> list[Plain]:
    """Return since when an item is closed, by which vote, if by one, and on which ground."""
    if item.closed_at is None:
        return []
    at = Clock(item.closed_at)
    if item.closed_by:
        closed = said(Say.ITEM_CLOSED_BY_VOTE, at=at, vote=item.closed_by, ground=item.ground)
        return [Sentence(closed)]
    if not item.ground:
        return [Sentence(said(Say.ITEM_CLOSED, at=at))]
    return [Sentence(said(Say.ITEM_CLOSED_ON_GROUND, at=at, ground=item.ground))]


def _closed(item: ItemRecord) -> list[Plain]:
    """Return what the public record says of a closed item: that it is closed, and the results that may be told."""
    told = [
        Sentence(
            said(
                Say.CLOSED_RESULT,
                outcome=Phrase((ELECTED if result.is_election else OUTCOMES)[result.outcome]),
                decision=result.decision or NOTHING,
            )
        )
        for result in item.results
    ]
    heading = Heading(2, said(Say.ITEM_HEADING, number=item.listed.number, title=_title(item)))
    return [heading, Sentence(Phrase(Say.CLOSED_ITEM_EXPLAINED), Tone.MUTED), *_closing(item), *told]


def compose_annex(record: MeetingRecord) -> tuple[Paragraph, ...]:
    """Return the closed annex: all that the record says of its closed items; refuse a meeting still under way."""
    if record.opening is None or record.adjournment is None:
        raise NotAdjourned
    opening, people = record.opening, people_of(record, record.opening)
    head, *facts = _head(opening, record.adjournment, people)
    of_closed = closed_record(record)
    return (
        head,
        *facts,
        Heading(1, Phrase(Say.CLOSED_ANNEX)),
        Sentence(Phrase(Say.CLOSED_ANNEX_EXPLAINED), Tone.STRONG),
        *tell_checks(of_closed, people),
        *tell_presiding(of_closed),
        *_agenda(of_closed),
        *tell_papers(of_closed),
        *_course(of_closed, people),
        # Nobody signs the annex, and no other page tells of these.
        *tell_corrections(of_closed, people, has_late=True),
    )


def _end(adjournment: Adjournment, people: People) -> list[Plain]:
    """Return the close; it stands with the signatures, so that those are never alone on a page."""
    sentence = said(
        Say.ADJOURNED_AT,
        at=Clock(adjournment.at),
        name=people.actor(adjournment.actor),
        quorum=quorum_words(adjournment.quorum),
    )
    return [Heading(1, Phrase(Say.END)), Sentence(sentence)]


def _entries(witness: Witness) -> list[Plain]:
    return [
        Heading(1, Phrase(Say.ENTRIES)),
        Sentence(Phrase(Say.ENTRIES_EXPLAINED)),
        Facts(
            (
                (Phrase(Say.ENTRIES_SIZE), str(witness.size)),
                (Phrase(Say.ENTRIES_ROOT), witness.root),
                (Phrase(Say.ENTRIES_WORDS), witness.words),
            )
        ),
        Sentence(Phrase(Say.ENTRIES_NOTE), Tone.MUTED),
        Verbatim(witness.note, is_scanned=True),
    ]


def _signatures(record: MeetingRecord, opening: Opening, people: People) -> list[Plain]:
    """Return where who presided at the end, or stands in, and the clerk sign."""
    signs = record.sitting.signs or opening.said.chair
    signers: list[tuple[Text, str]] = [(people.title("chair"), signs.name)]
    if opening.said.clerk is not None:
        signers.append((people.title("clerk"), opening.said.clerk.name))
    block = SignatureBlock(Phrase(Say.SIGNED_ELECTRONICALLY), tuple(signers))
    return [Heading(1, Phrase(Say.SIGNATURES)), *tell_stand_ins(record), block]
