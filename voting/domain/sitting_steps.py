"""What each entry about the course of a sitting adds to the record being read."""

from dataclasses import replace

from agenda.domain.aims import Aim
from voting.domain import sitting
from voting.domain.arranging import move_rulings, order_by
from voting.domain.majority import Outcome
from voting.domain.proxy_steps import usable
from voting.domain.reading import Contradiction, Reading
from voting.domain.stages import VoteStage


def change_presiding(reading: Reading, body: sitting.PresidingChanged) -> None:
    """Let somebody else preside than the one who did."""
    presiding = reading.sitting.presiding
    if presiding is None or presiding.person != body.from_.person or body.to.person == body.from_.person:
        raise Contradiction("presides-not", body.from_.person)
    reading.sitting.presiding = body.to
    item = reading.sitting.current
    reading.sitting.changes.append(sitting.Presidency(reading.at, reading.actor, body, item))


def replace_signer(reading: Reading, body: sitting.SignerReplaced) -> None:
    """Let somebody else sign as chair than who presided at the end, as long as nobody has signed."""
    signs = reading.sitting.finished().signs
    if reading.signings:
        raise Contradiction("replaced-after-signing", body.to.person)
    if signs is None or signs.person != body.from_.person or body.to.person == body.from_.person:
        raise Contradiction("signs-not", body.from_.person)
    reading.sitting.stand_ins.append(sitting.StandIn(at=reading.at, said=body))


def adopt_agenda(reading: Reading, body: sitting.AgendaAdopted) -> None:
    """Put these items on the agenda and all others off it; by a vote that adopted something, once."""
    vote = reading.vote(body.vote)
    is_adopted = vote.result is not None and vote.result.outcome is Outcome.ADOPTED
    if vote.stage is not VoteStage.DECLARED or not is_adopted:
        raise Contradiction("agenda-not-adopted", body.vote)
    if any(
        body.vote == earlier.said.vote and earlier.put_back_at is None
        for earlier in reading.sitting.adoptions
    ):
        raise Contradiction("agenda-adopted-twice", body.vote)
    _set_agenda(reading, body)
    reading.sitting.adoptions.append(sitting.Adoption(at=reading.at, said=body))


def put_back_agenda(reading: Reading, body: sitting.AgendaAdopted) -> None:
    """Undo, once, an adoption whose vote is annulled, or was voted again and not adopted."""
    places = [
        place
        for place, one in enumerate(reading.sitting.adoptions)
        if one.said.vote == body.vote and one.put_back_at is None
    ]
    if not places or _stands(reading, body.vote):
        raise Contradiction("agenda-not-annulled", body.vote)
    _set_agenda(reading, body)
    undone = replace(reading.sitting.adoptions[places[0]], put_back_at=reading.at)
    reading.sitting.adoptions[places[0]] = undone


def _stands(reading: Reading, key: str) -> bool:
    """Tell whether a vote that adopted something still holds: neither annulled nor decided otherwise by a later one."""
    vote = reading.vote(key)
    outcomes = [
        other.result.outcome
        for other in reading.votes.values()
        if other.motion == vote.motion and other.stage is VoteStage.DECLARED and other.result
    ]
    decided = [outcome for outcome in outcomes if outcome is not Outcome.TIED]
    return vote.stage is VoteStage.DECLARED and bool(decided) and decided[-1] is Outcome.ADOPTED


def _set_agenda(reading: Reading, body: sitting.AgendaAdopted) -> None:
    on = {line.item for line in body.items}
    for key in on - reading.items.keys():
        raise Contradiction("unknown-item", key)
    for key, item in reading.items.items():
        if reading.was_dealt_with(key) and key not in on:
            raise Contradiction("dealt-with-and-off", key)
        reading.items[key] = replace(item, is_off=key not in on)
    if reading.sitting.selected not in on:
        reading.sitting.selected = None


def arrange_agenda(reading: Reading, body: sitting.AgendaArranged) -> None:
    """Put the items in another order: the one that all decisions on it give, of which the vote was one, or undid one."""
    vote = reading.vote(body.vote)
    adopted = [
        one
        for one in reading.votes.values()
        if one.motion == vote.motion and one.result and one.result.outcome is Outcome.ADOPTED
    ]
    if reading.motions[vote.motion].aim != Aim.REORDER or vote.result is None or not adopted:
        raise Contradiction("arranges-nothing", body.vote)
    rulings = move_rulings(reading.motions.values(), reading.votes.values())
    listed = [(key, reading.items[key].listed.number) for key in reading.listed]
    order = [line.item for line in body.items]
    if order != order_by(listed, rulings) or order == list(reading.items):
        raise Contradiction("order-differs", body.vote)
    reading.items = {key: reading.items[key] for key in order}
    reading.sitting.selected = None
    is_back = not _stands(reading, body.vote)
    # One that decided otherwise stands; what it decided anew does not.
    fallen = adopted[-1] if is_back and vote.stage is VoteStage.DECLARED else vote
    reading.sitting.arrangements.append(sitting.Arrangement(reading.at, fallen.number, is_back))


def check_quorum(reading: Reading, body: sitting.QuorumChecked) -> None:
    """Note how many were there when the quorum was checked; who was counted had come."""
    if body.present != len(body.people) or body.is_met != (body.present >= body.needed):
        raise Contradiction("quorum-miscounted")
    for one in body.people:
        if one.person not in reading.present and one.person not in usable(reading):
            raise Contradiction("not-present", one.person)
    before = reading.sitting.check
    since = before.lacking_since if before else None
    if body.at != reading.at or body.lacking_since not in {None, since or reading.at}:
        raise Contradiction("lacking-since-another-time")
    if (body.lacking_since is None and not body.is_met) or (body.call == 2 and since is None):
        raise Contradiction("lacking-since-another-time")
    reading.sitting.check = body
    reading.sitting.checks.append(sitting.QuorumCheck(reading.actor, body, reading.sitting.current))


def pause(reading: Reading, body: sitting.MeetingPaused) -> None:
    """Begin a break; until another day everybody leaves."""
    if reading.sitting.is_paused:
        raise Contradiction("paused-twice")
    if reading.sitting.speaking is not None:
        raise Contradiction("speech-under-way", reading.sitting.speaking)
    if body.is_other_day:
        reading.sitting.check = None
        if set(body.left) != set(reading.present):
            raise Contradiction("not-all-left")
        for person in body.left:
            place = reading.present.pop(person)
            stay = reading.stays[place]
            reading.stays[place] = replace(
                stay, left_at=reading.at, left_by=reading.actor, left_with_all=True
            )
    reading.sitting.breaks.append(sitting.Break(paused_at=reading.at, actor=reading.actor, said=body))


def resume(reading: Reading, body: sitting.MeetingResumed) -> None:
    """Go on after a break."""
    if not reading.sitting.is_paused:
        raise Contradiction("not-paused")
    resumed = sitting.Resumption(at=reading.at, actor=reading.actor, said=body)
    reading.sitting.breaks[-1] = replace(reading.sitting.breaks[-1], resumed=resumed)


def select_item(reading: Reading, body: sitting.ItemSelected) -> None:
    """Lay an item ready, or take it away."""
    if body.item is not None and body.item not in reading.items:
        raise Contradiction("unknown-item", body.item)
    reading.sitting.selected = body.item
