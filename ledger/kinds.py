"""The closed vocabulary of acts that an entry can record; their bodies are described in docs/ledger.md."""

from enum import StrEnum
from typing import Self


class Kind(StrEnum):
    """What an entry records: `area.thing.act`, with one sentence each, kept in `meaning`."""

    meaning: str

    def __new__(cls, value: str, meaning: str) -> Self:
        """Make the member `value` and keep its sentence."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member

    MEETING_OPENED = (
        "agenda.meeting.opened",
        "The chair opened the meeting; people, seats, agenda and rules are recorded as they then were.",
    )
    MEMBER_ARRIVED = "agenda.member.arrived", "A member checked in, at the seat or by the clerk."
    MEMBER_LEFT = "agenda.member.left", "A member checked out, at the seat or by the clerk."
    MEMBER_EXCUSED = "agenda.member.excused", "The clerk noted that a member's absence is excused."
    EXCUSE_TAKEN_BACK = "agenda.excuse.taken_back", "The clerk took back that a member's absence is excused."
    PROXY_ENTERED = (
        "agenda.proxy.entered",
        "The clerk entered that a member votes for another who stays away, as the written form says.",
    )
    PROXY_WITHDRAWN = "agenda.proxy.withdrawn", "The clerk withdrew a proxy."
    ITEM_ACTIVATED = "agenda.item.activated", "The chair called an agenda item."
    ITEM_FINISHED = "agenda.item.finished", "The chair finished an agenda item."
    ITEM_ADDED = "agenda.item.added", "The clerk put another item on the agenda of an open meeting."
    ITEM_CLOSED = (
        "agenda.item.closed",
        "An agenda item is closed to the public; the entry has what is listed of it, and stays sealed.",
    )
    PAPER_ADDED = (
        "agenda.paper.added",
        "The clerk added a paper to an item of an open meeting, by itself or in the place of another.",
    )
    ELECTION_ENTERED = (
        "agenda.election.entered",
        "Clerk or chair entered that people are to be elected to an office.",
    )
    CANDIDATE_NOMINATED = "agenda.candidate.nominated", "A candidate was nominated in an election."
    CANDIDATE_WITHDRAWN = "agenda.candidate.withdrawn", "A candidate stands no more."
    MOTION_MOVED = (
        "agenda.motion.moved",
        "An amendment or a procedural motion was moved in the meeting, with its mover and text.",
    )
    MOTION_WITHDRAWN = "agenda.motion.withdrawn", "A motion was withdrawn by its mover."
    MOTION_ADVANCED = (
        "agenda.motion.advanced",
        "A motion is to be voted before the others, for a reason, unlike the order that the rules give.",
    )
    MOTIONS_LAPSED = (
        "agenda.motions.lapsed",
        "Motions need no vote any more: another was decided, or the item ended.",
    )
    MOTIONS_REVIVED = (
        "agenda.motions.revived",
        "Motions wait for a vote after all: what let them lapse no longer stands.",
    )
    MEMBER_RECUSED = "agenda.member.recused", "A member stepped aside from an agenda item, with a ground."
    ITEM_SELECTED = "agenda.item.selected", "The clerk laid an item ready to be called next, or took it away."
    QUORUM_CHECKED = (
        "agenda.quorum.checked",
        "The chair or the clerk checked the quorum: how many were present, how many are needed, and who was there.",
    )
    PRESIDING_CHANGED = (
        "agenda.presiding.changed",
        "The chair was handed over, handed back or taken over, for a reason.",
    )
    FLOOR_REQUESTED = (
        "agenda.floor.requested",
        "Somebody asked to speak, or was entered by the clerk; for what, and tied to which speech.",
    )
    FLOOR_WITHDRAWN = "agenda.floor.withdrawn", "A request to speak was withdrawn."
    FLOOR_GIVEN = "agenda.floor.given", "The chair gave somebody the floor: a speech began."
    FLOOR_INTERRUPTED = "agenda.floor.interrupted", "The chair interrupted a speech: its clock stood."
    FLOOR_RESUMED = "agenda.floor.resumed", "An interrupted speech went on."
    FLOOR_EXTENDED = "agenda.floor.extended", "The chair extended the time of a speech."
    FLOOR_ENDED = "agenda.floor.ended", "A speech ended: by itself, with the floor withdrawn, or by its time."
    MEETING_PAUSED = (
        "agenda.meeting.paused",
        "A break began, or the meeting was adjourned to another day; when it goes on was announced.",
    )
    MEETING_RESUMED = "agenda.meeting.resumed", "The meeting went on, with its quorum as it then was."
    MEETING_ADJOURNED = "agenda.meeting.adjourned", "The chair adjourned the meeting."

    AGENDA_ADOPTED = (
        "voting.agenda.adopted",
        "The chair put down the agenda as a vote adopted or changed it.",
    )
    AGENDA_PUT_BACK = (
        "voting.agenda.put_back",
        "The vote that set the agenda stands no more: it is again as it was before.",
    )
    AGENDA_ARRANGED = (
        "voting.agenda.arranged",
        "The items came into another order, as a vote decided or as it was before one that stands no more.",
    )
    DECISIONS_NUMBERED = (
        "voting.decisions.numbered",
        "The clerk set the number from which the body's decisions are numbered on.",
    )
    ANSWER_WRITTEN = (
        "voting.answer.written",
        "A member answered a motion in writing, in a sitting by correspondence; a later answer replaces it.",
    )
    CORRESPONDENCE_OBJECTED = (
        "voting.correspondence.objected",
        "A member objected to deciding by correspondence.",
    )
    VOTE_PREPARED = "voting.vote.prepared", "A vote was prepared: its number, text, mode and majority."
    ITEMS_JOINED = (
        "voting.items.joined",
        "Items were joined to a prepared vote, to be decided together with its own.",
    )
    ITEM_PULLED = "voting.item.pulled", "An item was taken out of a joint vote, to be decided alone."
    VOTE_WITHDRAWN = "voting.vote.withdrawn", "A prepared vote was withdrawn before it was opened."
    VOTE_OPENED = "voting.vote.opened", "The chair opened the vote and its roll was frozen."
    VOTE_HELD = "voting.vote.held", "The chair held the open vote: no ballots until it is resumed."
    VOTE_RESUMED = "voting.vote.resumed", "The chair resumed a held vote."
    VOTE_FELL_BACK = (
        "voting.vote.fell_back",
        "A vote went on in another mode; what was collected until then is set aside.",
    )
    BALLOT_CAST = "voting.ballot.cast", "A ballot was accepted; a later one of the same person replaces it."
    CHOICE_SPOKEN = (
        "voting.choice.spoken",
        "The clerk entered a choice that a member spoke aloud; it is no ballot until the chair confirms it.",
    )
    CHOICE_DROPPED = "voting.choice.dropped", "A choice spoken aloud was dropped without being confirmed."
    BALLOT_SPOKEN = (
        "voting.ballot.spoken",
        "The chair confirmed a choice spoken aloud: it is the member's ballot, entered by one and confirmed by another.",
    )
    PRESENCE_REGISTERED = (
        "voting.presence.registered",
        "A member registered for a vote in which presence is established anew.",
    )
    ROLL_EXTENDED = (
        "voting.roll.extended",
        "A member who came after the opening was put on the roll of a held vote.",
    )
    HANDS_COUNTED = "voting.hands.counted", "Raised hands were counted, by numbers."
    CALL_ORDERED = "voting.call.ordered", "The clerk chose in which order names are called."
    ANSWER_ENTERED = (
        "voting.answer.entered",
        "The clerk entered what a member answered by voice or by hand; a later one corrects it.",
    )
    PAPERS_COUNTED = "voting.papers.counted", "Tellers counted the papers of a vote on paper."
    VOTE_CLOSED = "voting.vote.closed", "The chair closed the vote, with those named who had not voted."
    TIE_SETTLED = (
        "voting.tie.settled",
        "The chair settled a tie: with the casting vote, left unused perhaps, or by saying which side the chair took.",
    )
    LOT_COMMITTED = (
        "voting.lot.committed",
        "A tie is settled by lot: the SHA-256 of the seed, before anything is drawn.",
    )
    LOT_DRAWN = (
        "voting.lot.drawn",
        "The lot was drawn: seed, the word called out in the room, and what it fell for.",
    )
    OBJECTION_RAISED = (
        "voting.objection.raised",
        "A member objected after the close, before the result was declared.",
    )
    VOTE_DECLARED = (
        "voting.vote.declared",
        "The result was declared: every position, the tally, the outcome, its reason and the decision.",
    )
    TEXT_SETTLED = (
        "voting.text.settled",
        "The text of the main motion was confirmed with an adopted amendment in it, or without one that fell.",
    )
    ANNULMENT_PROPOSED = "voting.annulment.proposed", "Somebody proposed to annul a vote, with a ground."
    VOTE_ANNULLED = "voting.vote.annulled", "A different person confirmed that a vote is annulled."
    CORRECTION_ENTERED = (
        "voting.correction.entered",
        "Something that was entered is wrong: what is right, who asked for it and why; nothing else changes.",
    )

    RECORD_DRAFTED = "minutes.record.drafted", "The voting record was written; its digest is fixed."
    SIGNER_REPLACED = (
        "minutes.signer.replaced",
        "Chair or deputy signs in the place of who presided at the end and is prevented, on a ground.",
    )
    RECORD_SIGNED = "minutes.record.signed", "Somebody signed the voting record, in a capacity."

    CHECKPOINT_NOTED = "register.checkpoint.noted", "The register took in a checkpoint of a meeting's log."
    DOCUMENT_PUBLISHED = (
        "register.document.published",
        "The register took in the digest of a published document.",
    )
