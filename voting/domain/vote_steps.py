"""What each entry about a vote adds to the record being read; the meeting itself is in meeting_steps.py."""

from collections.abc import Mapping
from dataclasses import replace

import msgspec

from council.domain.orders import Presence
from council.domain.rules import Majority
from council.domain.shares import WrongOrders
from council.domain.windows import AtEnd
from voting.domain import bodies
from voting.domain.choices import ANSWERS, Choice, Position, Standing, choices_of
from voting.domain.correspondence_steps import require_all_taken_over, require_no_objection, take_over
from voting.domain.facts import (
    AnnulmentRecord,
    BallotRecord,
    FallBack,
    Hands,
    NamedPosition,
    Pause,
    VoteClose,
    VoteOpening,
    VoteRecord,
    VoteResult,
)
from voting.domain.joint_steps import decide_together, require_same_recused
from voting.domain.majority import Outcome
from voting.domain.modes import ANSWERED, AT_TERMINALS, COUNTED, UNNAMED, allowed_modes, fallbacks
from voting.domain.numbering_steps import take_number
from voting.domain.preparing import require_first_repetition, require_matter, require_returned, require_tie
from voting.domain.proxy_steps import give_in_person, is_in_person_now, require_presser
from voting.domain.reading import Contradiction, Reading, moved, require_offered, stage_after
from voting.domain.stages import Mode, VoteAct, VoteStage
from voting.domain.tally import CHOSEN, without_names
from voting.domain.timing import require_end, require_in_time, require_least_time, require_window

GAVE_A_VOTE = CHOSEN | {Position.VOTED}
WITHOUT_NAMES = frozenset({Position.UNNAMED, Position.RECUSED, Position.ABSENT})


def prepare(reading: Reading, body: bodies.VotePrepared) -> None:
    """Put a vote together: on a known item, under a new number, repeating at most a vote not yet repeated."""
    if body.vote in reading.votes or body.number in reading.numbers:
        raise Contradiction("prepared-twice", body.vote)
    if body.item not in reading.items:
        raise Contradiction("unknown-item", body.item)
    may_be_unnamed = reading.orders.may_vote_unnamed and body.contest is None
    by_correspondence = reading.answers_until is not None
    if body.mode not in allowed_modes(
        body.secrecy, may_be_unnamed=may_be_unnamed, by_correspondence=by_correspondence
    ):
        raise Contradiction("mode-not-allowed", body.vote)
    require_matter(reading, body)
    require_tie(reading, body)
    require_no_objection(reading, body)
    if body.repeats is not None:
        repeated = require_first_repetition(reading, body.repeats, body.motion)
        reading.votes[body.repeats] = replace(repeated, repeated_by=body.vote)
    reading.numbers.add(body.number)
    reading.votes[body.vote] = VoteRecord(
        vote=body.vote,
        number=body.number,
        item=body.item,
        item_number=body.item_number,
        motion=body.motion,
        title=body.title,
        text=body.text,
        mode=body.mode,
        majority=_majority(body.majority),
        prepared_at=reading.at,
        repeats=body.repeats,
        follows_tie=body.follows_tie,
        secrecy=body.secrecy,
        call_order=body.call_order,
        contest=body.contest,
    )


def withdraw(reading: Reading, body: bodies.VoteNamed) -> None:
    """Take back a prepared vote that was never opened; what it was to repeat may be repeated after all."""
    vote = moved(reading, body.vote, VoteAct.WITHDRAW)
    reading.votes[body.vote] = replace(vote, withdrawn_at=reading.at)
    if vote.repeats is not None:
        reading.votes[vote.repeats] = replace(reading.votes[vote.repeats], repeated_by=None)


def open_vote(reading: Reading, body: bodies.VoteOpened) -> None:
    """Open a prepared vote and freeze its roll."""
    vote = moved(reading, body.vote, VoteAct.OPEN)
    roll = {line.person: line for line in body.roll}
    if len(roll) != len(body.roll):
        raise Contradiction("on-the-roll-twice", body.vote)
    if body.text not in {None, vote.text}:
        raise Contradiction("text-differs", body.vote)
    require_same_recused(reading, vote)
    if body.choices != choices_of(may_abstain=reading.orders.may_abstain):
        raise Contradiction("choices-differ", body.vote)
    require_window(reading, vote, body.window)
    take_over(reading, vote, roll)
    reading.rolls[body.vote] = roll
    reading.ballots[body.vote] = {}
    opening = VoteOpening(
        at=reading.at,
        roll=body.roll,
        quorum=body.quorum,
        without_quorum=body.without_quorum,
        window=body.window,
        choices=body.choices,
    )
    reading.votes[body.vote] = replace(vote, opening=opening, runs_from=reading.at)


def hold(reading: Reading, body: bodies.VoteNamed) -> None:
    """Hold an open vote: nobody can press."""
    vote = moved(reading, body.vote, VoteAct.HOLD)
    require_end(reading, vote, AtEnd.HOLD)
    reading.votes[body.vote] = replace(vote, pauses=(*vote.pauses, Pause(held_at=reading.at)))


def resume(reading: Reading, body: bodies.VoteNamed) -> None:
    """Let a held vote go on."""
    vote = moved(reading, body.vote, VoteAct.RESUME)
    pause = replace(vote.pauses[-1], resumed_at=reading.at)
    reading.votes[body.vote] = replace(vote, pauses=(*vote.pauses[:-1], pause), runs_from=reading.at)


def fall_back(reading: Reading, body: bodies.VoteFellBack) -> None:
    """Go on in another mode that the matter allows; what was collected until then is set aside and no longer counts.

    Where that is at the terminals everybody presses anew, and the time of the vote begins again.
    """
    vote = moved(reading, body.vote, VoteAct.FALL_BACK)
    may_be_unnamed = reading.orders.may_vote_unnamed and vote.contest is None
    if body.mode not in fallbacks(vote.secrecy, vote.mode, vote.stage, may_be_unnamed=may_be_unnamed):
        raise Contradiction("no-fallback", body.vote)
    given = reading.ballots if vote.mode in AT_TERMINALS else reading.answers
    step = FallBack(at=reading.at, left=vote.mode, set_aside=len(given.get(body.vote, {})))
    reading.answers.pop(body.vote, None)
    reading.spoken.pop(body.vote, None)
    if body.mode in AT_TERMINALS and vote.opening is not None:
        reading.ballots[body.vote] = {}
        vote = replace(vote, runs_from=reading.at if vote.stage is VoteStage.OPEN else vote.runs_from)
    reading.votes[body.vote] = replace(
        vote, mode=body.mode, fallbacks=(*vote.fallbacks, step), hands=None, papers=None
    )


def cast(reading: Reading, body: bodies.BallotCast) -> None:
    """Take a press for somebody on the roll, by themselves or by proxy, in time; presses rise, and the last one counts.

    Where the standing orders allow no change, a later press is for the same choice.
    """
    vote = reading.vote(body.vote)
    if vote.stage is not VoteStage.OPEN or vote.mode not in AT_TERMINALS:
        raise Contradiction("nobody-may-press", body.vote)
    line = reading.rolls[body.vote].get(body.person)
    if line is None or line.standing is not Standing.PRESENT:
        raise Contradiction("may-not-vote", body.person)
    require_presser(reading, line)
    require_offered(vote, is_abstaining=body.choice is Choice.ABSTAIN)
    require_in_time(reading, vote)
    ballots = reading.ballots[body.vote]
    # Who presses after speaking aloud has thought better of it: what waits to be confirmed is void.
    reading.spoken.get(body.vote, {}).pop(body.person, None)
    before = ballots.get(body.person)
    if before is not None and before.press >= body.press and not is_in_person_now(reading, line):
        raise Contradiction("superseded-press", body.person)
    if before is not None and before.choice is not body.choice and not reading.orders.may_change_ballot:
        raise Contradiction("change-not-allowed", body.person)
    ballots[body.person] = BallotRecord(
        person=body.person, choice=body.choice, press=body.press, at=reading.at
    )
    give_in_person(reading, body.vote, body.person)


def count_hands(reading: Reading, body: bodies.HandsCounted) -> None:
    """Take the numbers of a show of hands; a recount while the vote is open replaces them."""
    vote = moved(reading, body.vote, VoteAct.COUNT_HANDS)
    if vote.mode is not Mode.HANDS:
        raise Contradiction("not-by-hands", body.vote)
    require_offered(vote, is_abstaining=body.abstain > 0)
    hands = Hands(
        for_=body.for_, against=body.against, abstain=body.abstain, at=reading.at, actor=reading.actor
    )
    reading.votes[body.vote] = replace(vote, hands=hands)


def close(reading: Reading, body: bodies.VoteClosed) -> None:
    """Close a vote; those named as missing or unreachable are on its roll and gave no vote.

    Whoever has come stood there for themselves, unless the holder of their proxy had voted for them before.
    """
    vote = moved(reading, body.vote, VoteAct.CLOSE)
    require_end(reading, vote, AtEnd.CLOSE)
    require_least_time(reading, vote)
    require_all_taken_over(reading, vote)
    chosen = chosen_in(reading, vote)
    for person in (*body.missing, *body.unreachable):
        if person not in reading.rolls[body.vote] or person in chosen:
            raise Contradiction("not-missing", person)
    if reading.spoken.get(body.vote):
        raise Contradiction("spoken-unconfirmed", body.vote)
    closed = VoteClose(
        at=reading.at,
        missing=body.missing,
        unreachable=body.unreachable,
        presiding=body.presiding,
        recused_present=_recused_present(reading, body),
        registered=_registered(reading, vote, body, chosen),
    )
    reading.votes[body.vote] = replace(vote, close=closed)
    for person in reading.rolls[body.vote].keys() - chosen.keys():
        give_in_person(reading, body.vote, person)


def _registered(
    reading: Reading, vote: VoteRecord, body: bodies.VoteClosed, chosen: Mapping[str, Position]
) -> int | None:
    """Return how many were present by registration; refuse another number than of the registered and those with a vote.

    A vote by proxy says of its giver that they are present only where that one counts for the quorum.
    """
    is_asked = reading.orders.presence is Presence.REGISTRATION and vote.mode in AT_TERMINALS
    roll, counts = reading.rolls[vote.vote], reading.orders.proxies.counts_for_quorum
    voted = {person for person in chosen if counts or roll[person].proxy is None}
    there = {each.person for each in vote.registrations} | voted
    if body.registered != (len(there) if is_asked else None):
        raise Contradiction("registered-differ", body.vote)
    return body.registered


def _recused_present(reading: Reading, body: bodies.VoteClosed) -> int:
    """Return the votes of the recused who were there; refuse another number than that of those checked in."""
    if body.recused_present is None:
        return 0
    lines = reading.rolls[body.vote].values()
    there = [line for line in lines if line.standing is Standing.RECUSED and line.person in reading.present]
    if body.recused_present != sum(line.weight for line in there):
        raise Contradiction("recused-differ", body.vote)
    return body.recused_present


def declare(reading: Reading, body: bodies.VoteDeclared) -> None:
    """Declare the result; names and numbers must follow from ballots or answers, or from what was counted."""
    vote = moved(reading, body.vote, VoteAct.DECLARE)
    # Older entries of a vote by counted hands name nobody.
    is_older = vote.mode in COUNTED and not body.positions
    if reading.rolls[body.vote].keys() != body.positions.keys() and not is_older:
        raise Contradiction("positions-differ-from-roll", body.vote)
    if vote.mode in COUNTED:
        _require_count(vote, body)
    else:
        _require_choices(reading, vote, body)
    require_returned(vote, body.returned)
    take_number(reading, body.vote, body.decision, body.numbered)
    if body.outcome is not Outcome.TIED:
        decide_together(reading, vote, body.joined)
    result = VoteResult(
        at=reading.at,
        named=tuple(
            NamedPosition(line=line, position=body.positions.get(person, Position.UNNAMED))
            for person, line in reading.rolls[body.vote].items()
        ),
        tally=body.tally,
        outcome=body.outcome,
        reason=body.reason,
        decision=body.decision,
        numbered=body.numbered,
        returned=body.returned,
        joined=body.joined,
    )
    reading.votes[body.vote] = replace(vote, result=result)


def propose_annulment(reading: Reading, body: bodies.AnnulmentProposed) -> None:
    """Propose to strike out a vote; it stays as it is until somebody else confirms."""
    vote = reading.vote(body.vote)
    stage_after(vote, VoteAct.ANNUL)
    if vote.annulment is not None:
        raise Contradiction("annulment-proposed-twice", body.vote)
    annulment = AnnulmentRecord(
        ground=body.ground,
        proposed_at=reading.at,
        proposed_by=reading.actor,
        is_late=bool(reading.signings),
    )
    reading.votes[body.vote] = replace(vote, annulment=annulment)


def annul(reading: Reading, body: bodies.VoteAnnulled) -> None:
    """Confirm an annulment, as somebody else than who proposed it."""
    vote = moved(reading, body.vote, VoteAct.ANNUL)
    if vote.annulment is None or vote.annulment.ground != body.ground:
        raise Contradiction("annulment-not-proposed", body.vote)
    if _person(vote.annulment.proposed_by) == _person(reading.actor):
        raise Contradiction("annulled-alone", body.vote)
    annulment = replace(
        vote.annulment,
        confirmed_at=reading.at,
        confirmed_by=reading.actor,
        is_late=bool(reading.signings),
    )
    reading.votes[body.vote] = replace(vote, annulment=annulment)
    reading.spoken.pop(body.vote, None)


def _majority(rule: bodies.MajorityRule) -> Majority:
    try:
        return Majority.from_plain(msgspec.to_builtins(rule))
    except WrongOrders as wrong:
        raise Contradiction("impossible-majority", str(wrong)) from None


def _require_count(vote: VoteRecord, body: bodies.VoteDeclared) -> None:
    """Refuse a tally other than was counted, and positions that say more of anybody than a vote without names can."""
    tally, counted = body.tally, vote.papers.count if vote.papers else vote.hands
    if counted is None:
        raise Contradiction("nothing-counted", vote.vote)
    told = (tally.for_, tally.against, tally.abstain, tally.invalid, tally.blank)
    unusable = (vote.papers.count.invalid, vote.papers.count.blank) if vote.papers else (0, 0)
    if told != (counted.for_, counted.against, counted.abstain, *unusable):
        raise Contradiction("tally-differs", vote.vote)
    if not WITHOUT_NAMES.issuperset(body.positions.values()):
        raise Contradiction("names-in-a-vote-without", vote.vote)


def _require_choices(reading: Reading, vote: VoteRecord, body: bodies.VoteDeclared) -> None:
    """Refuse unless everybody's position is that of their ballot or answer, or covers it, and all make the tally."""
    roll, chosen = reading.rolls[vote.vote], chosen_in(reading, vote)
    told = without_names(chosen) if vote.mode in UNNAMED else chosen
    sums = dict.fromkeys(body.tally.by_position(), 0)
    for person, position in body.positions.items():
        if told.get(person) is not (position if position in GAVE_A_VOTE else None):
            raise Contradiction("position-differs-from-ballot", person)
        counted = chosen.get(person, position)
        if counted not in sums:
            raise Contradiction("position-without-name", person)
        sums[counted] += roll[person].weight
    if sums != body.tally.by_position():
        raise Contradiction("tally-differs", vote.vote)


def chosen_in(reading: Reading, vote: VoteRecord) -> dict[str, Position]:
    """Return the position of each person who gave a vote in the mode that the vote now has."""
    if vote.mode in AT_TERMINALS:
        ballots = reading.ballots[vote.vote].items()
        return {person: Position(ballot.choice.value) for person, ballot in ballots}
    answers = reading.answers.get(vote.vote, {}).items() if vote.mode in ANSWERED else ()
    chosen = {person: ANSWERS[record.answer] for person, record in answers}
    return {person: position for person, position in chosen.items() if position in CHOSEN}


def _person(actor: str) -> str:
    return actor.partition(":")[2]
