"""Reads about motions as votes decide them: whether one is adopted, and which amendment is due in the text or out of it."""

from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Q

from agenda.domain.aims import Aim, amended
from agenda.domain.stages import MotionStage
from agenda.models import AgendaItem, Motion
from voting.domain.majority import Outcome
from voting.domain.stages import VoteStage
from voting.models import Vote

LIVES = (MotionStage.PENDING, MotionStage.BEING_VOTED, MotionStage.DONE)


@dataclass(frozen=True, slots=True)
class Due:
    """An amendment to be confirmed in the text of the main motion, or out of it again; `after` is proposed."""

    amendment: Motion
    main: Motion
    vote: Vote
    enters: bool
    after: str


def is_adopted(motion: Motion, *, using: str = DEFAULT_DB_ALIAS) -> bool | None:
    """Tell what the last decision on a motion that stands is; None without one."""
    vote = last_decision(motion, using)
    return vote.result["outcome"] == Outcome.ADOPTED if vote and vote.result else None


def last_decision(motion: Motion, using: str = DEFAULT_DB_ALIAS) -> Vote | None:
    """Return the last vote on a motion whose declared result stands and decides it."""
    votes = Vote.objects.using(using).filter(votes_on(motion), stage=VoteStage.DECLARED).distinct()
    return votes.exclude(result__outcome=Outcome.TIED).order_by("-number").first()


def votes_on(motion: Motion) -> Q:
    """Return the condition of a vote that decides the motion, alone or together with others."""
    return Q(motion=motion) | Q(joined__motion=motion, joined__pulled_by=None)


def is_text_decided(motion: Motion) -> bool:
    """Tell whether a result stands on the motion with the text that it has now."""
    own = Q(motion=motion, text=motion.text)
    joined = Q(joined__motion=motion, joined__text=motion.text, joined__pulled_by=None)
    votes = Vote.objects.filter(own | joined, stage=VoteStage.DECLARED)
    return votes.exclude(result__outcome=Outcome.TIED).exists()


def tie_before(motion: Motion) -> Vote | None:
    """Return the last vote on a motion where it ended in a tie that has to be voted again."""
    votes = Vote.objects.filter(motion=motion).exclude(stage__in=[VoteStage.WITHDRAWN, VoteStage.ANNULLED])
    last = votes.order_by("-number").first()
    return last if last and last.stage == VoteStage.DECLARED and is_tied(last) else None


def is_tied(vote: Vote) -> bool:
    """Tell whether a vote was declared a tie that has to be voted again."""
    return vote.result is not None and vote.result["outcome"] == Outcome.TIED


def due_amendment(item: AgendaItem, *, using: str = DEFAULT_DB_ALIAS) -> Due | None:
    """Return the first amendment that is adopted and not in the main motion's text, or in it and no longer adopted."""
    motions = Motion.objects.using(using).filter(item=item)
    asked = motions.filter(kind=Motion.Kind.AMENDMENT).filter(Q(stage=MotionStage.DONE) | Q(is_applied=True))
    amendments = list(asked.order_by("position"))
    if not amendments:
        return None
    mains = motions.filter(kind=Motion.Kind.MAIN, election__isnull=True, stage__in=LIVES)
    main = mains.order_by("position").first()
    for amendment in amendments if main else ():
        vote = last_decision(amendment, using) or Vote.objects.using(using).filter(motion=amendment).last()
        is_in_force = bool(is_adopted(amendment, using=using))
        if main and vote and is_in_force is not amendment.is_applied:
            return Due(amendment, main, vote, is_in_force, _after(main.text, amendment, enters=is_in_force))
    return None


def _after(text: str, amendment: Motion, *, enters: bool) -> str:
    """Return the text as it would be; as it is where that cannot be told."""
    if not enters:
        return text
    phrase, new = amendment.phrase, amendment.new
    if not phrase and amendment.aim == Aim.SUBSTITUTE:
        phrase, new = "substitute", amendment.text
    found = amended(text, phrase, amendment.old, new)
    return text if found is None else found
