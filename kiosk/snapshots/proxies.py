"""Makes what screens show of proxies: who votes for whom, and at the holder's seat the ballots to give for others."""

from uuid import UUID

from django.utils.translation import gettext as _

from agenda.domain.proxies import in_force
from agenda.domain.stages import MeetingStage
from council.domain.packs import Provenance
from council.wording import provenance_words
from kiosk import messages
from kiosk.snapshots.loading import Given, Loaded, LoadedVote
from voting.domain.choices import Position
from voting.domain.proxies import represented
from voting.domain.stages import Mode


def by_proxy_words(loaded: Loaded, vote: LoadedVote) -> str:
    """Return a sentence on who votes for whom in a vote, empty where nobody does."""
    pairs = [
        (by, line.name)
        for person, line in vote.roll.items()
        if line.proxy and line.position != Position.ABSENT and (by := voter_for(loaded, vote, person)[1])
    ]
    if not pairs:
        return ""
    names = "; ".join(_("%(holder)s for %(name)s") % {"holder": one, "name": other} for one, other in pairs)
    words = _("By proxy: %(names)s.") % {"names": names}
    if vote.row.mode == Mode.HANDS:
        return words + " " + _("A second hand is raised for each and counted.")
    if vote.row.mode == Mode.PAPER:
        return words + " " + _("A second paper is given out for each and counted.")
    return words


def own_proxies(loaded: Loaded, person: UUID) -> list[messages.OwnProxy]:
    """Return for whom somebody votes by proxy now, with the ballot they have given for each in the vote under way."""
    return [
        _own_proxy(loaded.vote, one) for one in loaded.proxies if one.holder == person and one.is_in_force
    ]


def _own_proxy(vote: LoadedVote | None, given: Given) -> messages.OwnProxy:
    line = vote.roll.get(given.giver) if vote else None
    if vote is None or line is None or line.proxy != given.holder:
        return messages.OwnProxy(person=str(given.giver), name=given.name)
    own = vote.own.get(given.giver)
    return messages.OwnProxy(
        person=str(given.giver),
        name=given.name,
        vote=str(vote.row.pk),
        choice=own.choice if own else None,
        cast_at=own.cast_at.isoformat(timespec="milliseconds") if own and own.cast_at else None,
        press=own.press if own else 0,
    )


def listed_proxies(loaded: Loaded) -> messages.Proxies | None:
    """Return the proxies of the meeting for the clerk; None where the standing orders know none and none has to go."""
    rules = loaded.meeting.standing_orders.proxies
    if not rules.are_allowed and not loaded.proxies:
        return None
    return messages.Proxies(
        most=rules.most,
        article=provenance_words(Provenance(rules.article)),
        may_withdraw=rules.revocable or loaded.meeting.stage == MeetingStage.DRAFT,
        given=[
            messages.GivenProxy(
                person=str(one.giver), name=one.name, by=one.holder_name, is_in_force=one.is_in_force
            )
            for one in loaded.proxies
        ],
    )


def represented_in(loaded: Loaded, vote: LoadedVote) -> frozenset[UUID]:
    """Return for whom on the roll somebody else can vote by proxy now."""
    holders = {person: line.proxy for person, line in vote.roll.items() if line.proxy}
    # The roll is frozen: whose mandate has ended since, votes in it for others as for themselves.
    usable = in_force({one.giver: one.holder for one in loaded.proxies}, loaded.present)
    return represented(holders, usable)


def voter_for(loaded: Loaded, vote: LoadedVote, person: UUID) -> tuple[str, str]:
    """Return id and name of who votes for somebody by proxy; empty for who votes in person.

    Until the close that is whoever has given their vote, or can give it now.
    """
    found = holder_of(vote, person)
    is_theirs = vote.row.closed_at is not None or person in vote.voted
    return found if found[0] and (is_theirs or person in represented_in(loaded, vote)) else ("", "")


def holder_of(vote: LoadedVote, person: UUID) -> tuple[str, str]:
    """Return id and name of the holder whom the roll names for somebody; empty where it names nobody."""
    line = vote.roll.get(person)
    holder = vote.roll.get(line.proxy) if line and line.proxy else None
    return (str(line.proxy), holder.name) if line and holder else ("", "")


def registered_for(loaded: Loaded, vote: LoadedVote) -> int | None:
    """Return how many have registered for a vote or voted in it, as its close will count them; None where nobody has to."""
    if vote.registered is None:
        return None
    counts = loaded.meeting.standing_orders.proxies.counts_for_quorum
    voted = {person for person in vote.voted if counts or not holder_of(vote, person)[0]}
    return len(vote.registered | voted)
