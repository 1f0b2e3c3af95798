"""What each entry of a sitting by correspondence adds to the record being read, and what such a meeting cannot have."""

from agenda.domain.correspondence import are_all_in, may_end
from council.domain.actors import ActorRole
from ledger.kinds import Kind
from voting.domain import bodies
from voting.domain.choices import Answer, Choice, Standing
from voting.domain.facts import ObjectionRecord, VoteRecord, WrittenRecord
from voting.domain.majority import Outcome
from voting.domain.reading import Contradiction, Reading
from voting.domain.stages import UNDER_WAY, Mode, VoteStage

# What takes people who come together.
ONLY_TOGETHER = frozenset(
    {
        Kind.MEMBER_LEFT,
        Kind.PROXY_ENTERED,
        Kind.ITEM_ADDED,
        Kind.ELECTION_ENTERED,
        Kind.MOTION_MOVED,
        Kind.FLOOR_REQUESTED,
        Kind.MEETING_PAUSED,
        Kind.ITEMS_JOINED,
        Kind.QUORUM_CHECKED,
    }
)


def require_may_be(reading: Reading, kind: str) -> None:
    """Refuse in a meeting by correspondence what takes people who come together."""
    if reading.answers_until is not None and kind in ONLY_TOGETHER:
        raise Contradiction("by-correspondence", kind)


def begin(reading: Reading, body: bodies.MeetingOpened) -> None:
    """Let answers be given from the opening on: where the rules allow it, for a time that can be, with nobody there yet."""
    if body.correspondence is None:
        return
    rules, until = reading.orders.correspondence, body.correspondence.until
    if not rules.is_allowed:
        raise Contradiction("correspondence-not-allowed", body.meeting)
    if not may_end(until, opened_at=reading.at, least_hours=rules.least_hours):
        raise Contradiction("answers-until-another-time", until.isoformat())
    if reading.stays or reading.proxies_given:
        raise Contradiction("by-correspondence", body.meeting)
    reading.answers_until = until


def write(reading: Reading, body: bodies.AnswerWritten) -> None:
    """Take what somebody answered in time, who is noted as present, to a motion that no vote has decided or is deciding."""
    _require_in_time(reading, body.motion)
    motion = reading.motions.get(body.motion)
    if motion is None:
        raise Contradiction("unknown-motion", body.motion)
    votes = (vote for vote in reading.votes.values() if vote.motion == body.motion)
    if motion.withdrawn_at or motion.lapse or any(_is_or_will_be_decided(vote) for vote in votes):
        raise Contradiction("motion-not-waiting", body.motion)
    if body.choice is Choice.ABSTAIN and not reading.orders.may_abstain:
        raise Contradiction("abstaining-not-offered", body.motion)
    if (motion.item, body.person) in reading.recusals:
        raise Contradiction("recused", body.person)
    if body.person not in reading.present:
        raise Contradiction("not-present", body.person)
    entered_by = _entered_by(reading, body.person)
    before = reading.written.get((body.motion, body.person))
    if before is not None and (before.choice, before.entered_by) == (body.choice, entered_by):
        raise Contradiction("same-answer", body.person)
    if before is not None and entered_by is not None and before.entered_by is None:
        raise Contradiction("answered-at-seat", body.person)
    reading.written[body.motion, body.person] = WrittenRecord(
        motion=body.motion, person=body.person, choice=body.choice, at=reading.at, entered_by=entered_by
    )


def _is_or_will_be_decided(vote: VoteRecord) -> bool:
    """Tell whether a vote decides its motion, or is about to; a tie that has to be voted again decides nothing."""
    is_tied = vote.result is not None and vote.result.outcome is Outcome.TIED
    return vote.stage in UNDER_WAY or (vote.stage is VoteStage.DECLARED and not is_tied)


def _entered_by(reading: Reading, person: str) -> str | None:
    """Return the clerk who entered an answer; None where the person wrote it. Refuses anybody else."""
    role, _, sender = reading.actor.partition(":")
    if role == ActorRole.CLERK:
        return sender
    if (role, sender) != (ActorRole.COUNCILLOR, person):
        raise Contradiction("answered-by-another", person)
    return None


def object_to(reading: Reading, body: bodies.CorrespondenceObjected) -> None:
    """Take a councillor's own objection to deciding so, in time and once each, where the rules know it."""
    _require_in_time(reading, body.person)
    if not reading.orders.correspondence.objections:
        raise Contradiction("objections-unknown", body.person)
    if reading.actor != f"{ActorRole.COUNCILLOR}:{body.person}":
        raise Contradiction("objected-by-another", body.person)
    if body.person in reading.objectors:
        raise Contradiction("objected-twice", body.person)
    reading.objectors[body.person] = ObjectionRecord(person=body.person, name=body.name, at=reading.at)


def _require_in_time(reading: Reading, about: str) -> None:
    if reading.answers_until is None:
        raise Contradiction("not-by-correspondence", about)
    if reading.at >= reading.answers_until:
        raise Contradiction("answered-too-late", about)


def require_no_objection(reading: Reading, vote: bodies.VotePrepared | VoteRecord) -> None:
    """Refuse to put anything to the vote, or to open it, once enough object; to what is voted again that is no bar."""
    limit, is_again = reading.orders.correspondence.objections, vote.repeats or vote.follows_tie
    if reading.answers_until is not None and not is_again and 0 < limit <= len(reading.objectors):
        raise Contradiction("objected-to", vote.vote)


def take_over(reading: Reading, vote: VoteRecord, roll: dict[str, bodies.RollLine]) -> None:
    """Know which answers the opening of a vote takes over: of those who may vote in it, what they wrote last.

    A vote that is opened before the time is over has everybody on its roll answer every motion before. Nobody is present
    who answered none, and not too many object.
    """
    if vote.mode is not Mode.CORRESPONDENCE:
        return
    require_writers(reading)
    require_no_objection(reading, vote)
    written = {person: {motion for motion, writer in reading.written if writer == person} for person in roll}
    is_again = vote.repeats or vote.follows_tie
    if not is_again and _is_before_end(reading) and not are_all_in(_awaited(reading, roll), written):
        raise Contradiction("answers-awaited", vote.vote)
    reading.taken_over[vote.vote] = {
        person: reading.written[vote.motion, person]
        for person, line in roll.items()
        if line.standing is Standing.PRESENT and (vote.motion, person) in reading.written
    }


def _is_before_end(reading: Reading) -> bool:
    return reading.answers_until is not None and reading.at < reading.answers_until


def _awaited(reading: Reading, roll: dict[str, bodies.RollLine]) -> dict[str, list[str]]:
    gone = {key for key, motion in reading.motions.items() if motion.withdrawn_at or motion.lapse}
    return {
        person: [
            key
            for key, motion in reading.motions.items()
            if key not in gone and (motion.item, person) not in reading.recusals
        ]
        for person in roll
    }


def require_writers(reading: Reading) -> None:
    """Refuse that anybody is present in a meeting by correspondence who has answered nothing."""
    wrote = {person for _, person in reading.written}
    for person in reading.present:
        if reading.answers_until is not None and person not in wrote:
            raise Contradiction("present-without-answer", person)


def require_as_written(reading: Reading, vote: VoteRecord, body: bodies.AnswerEntered) -> None:
    """Refuse an answer in a vote by correspondence but those that its opening takes over, at the opening."""
    if vote.mode is not Mode.CORRESPONDENCE:
        return
    written = reading.taken_over[vote.vote].pop(body.person, None)
    if written is None or body.answer is not Answer(written.choice):
        raise Contradiction("not-as-written", body.person)
    if vote.opening is not None and reading.at != vote.opening.at:
        raise Contradiction("entered-later", body.person)


def require_all_taken_over(reading: Reading, vote: VoteRecord) -> None:
    """Refuse to close a vote in which an answer was left out that its opening takes over."""
    for person in reading.taken_over.get(vote.vote, ()):
        raise Contradiction("answer-left-out", person)
