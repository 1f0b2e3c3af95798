"""Motions on chair's and clerk's consoles: the stock phrases that are offered, and the text that waits to be confirmed."""

from typing import Any

import msgspec

from agenda.domain.aims import PHRASES
from agenda.domain.elections import Election
from agenda.domain.stages import MotionStage
from agenda.models import AgendaItem, Meeting, Motion
from agenda.wording import BUTTONS, moved_words
from kiosk import messages
from kiosk.queries import READING
from voting.domain.elections import Contest, Returned
from voting.queries import due_amendment, further_after


def stock_phrases(meeting: Meeting) -> dict[str, Any]:
    """Return what the form for a new motion offers: phrases by kind, and whether it asks for a seconder."""
    rules = meeting.standing_orders.voting_order
    offered = {
        kind: [(key, BUTTONS[key]) for key, phrase in PHRASES.items() if phrase.kind == kind]
        for kind in ("procedural", "amendment")
    }
    return {**offered, "has_seconder": rules.seconds_amendments or rules.seconds_procedural}


def load_due(item: AgendaItem) -> messages.DueText | None:
    """Return the text that waits to be confirmed with an adopted amendment in it, or without one that fell."""
    due = due_amendment(item, using=READING)
    if due is None:
        return None
    return messages.DueText(
        motion=str(due.amendment.pk),
        amendment=due.amendment.text,
        enters=due.enters,
        before=due.main.text,
        after=due.after,
    )


def load_elections(item: AgendaItem) -> list[messages.ElectionState]:
    """Return the elections on an item, with who is nominated."""
    motions = (
        Motion.objects.using(READING).filter(item=item, election__isnull=False).exclude(stage="withdrawn")
    )
    return [_election(motion) for motion in motions.order_by("position")]


def load_ballot_due(item: AgendaItem) -> tuple[Motion, Contest, Returned] | None:
    """Return the election on the item that needs a further ballot, and its last one with what it came to."""
    elections = Motion.objects.using(READING).filter(
        item=item, election__isnull=False, stage=MotionStage.DONE
    )
    for motion in elections.order_by("position"):
        last = further_after(motion, using=READING)
        if last is not None:
            return motion, *last
    return None


def _election(motion: Motion) -> messages.ElectionState:
    election = msgspec.convert(motion.election, Election)
    nominees = [
        messages.Nominee(
            motion=str(motion.pk), candidate=one.candidate, name=one.name, nominator=one.nominator
        )
        for one in election.candidates
    ]
    return messages.ElectionState(
        motion=str(motion.pk), office=motion.text, places=election.places, candidates=nominees
    )


def moved(motion: Motion) -> str:
    """Return what kind of motion is voted and who moved it; nothing of one that the agenda has in its usual course."""
    if motion.kind != Motion.Kind.AMENDMENT and not motion.aim:
        return ""
    mover, seconder = (person.name if person else "" for person in (motion.mover, motion.seconder))
    return moved_words(motion.kind, motion.aim, mover, seconder)
