"""Proxies: entering who votes for whom, as the written form says, and withdrawing it; arriving ends one too."""

from datetime import datetime
from uuid import UUID

from agenda.commands.entering import append
from agenda.commands.locking import require_not_adjourned, require_role, require_together
from agenda.domain.proxies import beyond
from agenda.domain.stages import MeetingStage
from agenda.models import Meeting, Proxy
from agenda.queries import mandates, present_people
from agenda.refusals import (
    AlreadyRepresented,
    GiverPresent,
    NotCheckedIn,
    NotRepresented,
    NoWrittenForm,
    OwnProxy,
    ProxiesExceedRules,
    ProxiesNotAllowed,
    ProxyBinding,
    TooManyProxies,
    UnknownThing,
)
from council.domain.actors import Actor, ActorRole
from council.models import Person
from ledger.kinds import Kind


def enter_proxy(
    *, meeting: Meeting, person_id: UUID, holder_id: UUID, is_shown: bool, by: Actor, at: datetime
) -> Proxy:
    """Enter, as clerk, that a councillor who is there votes in this meeting for one who is not; from the next vote on.

    Refuses where the standing orders know no proxies, a written form that was not shown, a giver who is there or
    is represented already, a holder who is not there, and more proxies than one holder may have.
    """
    _require_clerk(meeting, by)
    require_together(meeting)
    if not meeting.standing_orders.proxies.are_allowed:
        raise ProxiesNotAllowed
    giver, holder = _councillor(meeting, person_id), _councillor(meeting, holder_id)
    if not is_shown:
        raise NoWrittenForm
    if giver == holder:
        raise OwnProxy
    present = present_people(meeting)
    if giver.pk in present:
        raise GiverPresent(name=giver.name)
    if holder.pk not in present:
        raise NotCheckedIn(name=holder.name)
    standing = Proxy.objects.select_related("holder").filter(meeting=meeting, ended_at=None)
    if other := standing.filter(giver=giver).first():
        raise AlreadyRepresented(name=giver.name, holder=other.holder.name)
    most = meeting.standing_orders.proxies.most
    if standing.filter(holder=holder).count() >= most:
        raise TooManyProxies(name=holder.name, most=most)
    entered = Proxy.objects.create(
        municipality=meeting.municipality, meeting=meeting, giver=giver, holder=holder, entered_at=at
    )
    append(log=meeting.log, kind=Kind.PROXY_ENTERED, actor=str(by), body=_named(entered), at=at)
    return entered


def withdraw_proxy(*, meeting: Meeting, person_id: UUID, by: Actor, at: datetime) -> Proxy:
    """Withdraw, as clerk, the proxy that a councillor gave; ballots given by it stay.

    Refuses who has given none, and from the opening on where the standing orders let none be withdrawn. Before it they
    may still change, and what they then do not allow must be possible to withdraw.
    """
    _require_clerk(meeting, by)
    standing = Proxy.objects.select_related("giver", "holder").filter(meeting=meeting, ended_at=None)
    proxy = standing.filter(giver=person_id).first()
    if proxy is None:
        raise NotRepresented(name=_councillor(meeting, person_id).name)
    if meeting.stage != MeetingStage.DRAFT and not meeting.standing_orders.proxies.revocable:
        raise ProxyBinding(name=proxy.giver.name)
    proxy.ended_at = at
    proxy.save(update_fields=["ended_at"])
    append(log=meeting.log, kind=Kind.PROXY_WITHDRAWN, actor=str(by), body=_named(proxy), at=at)
    return proxy


def require_allowed(meeting: Meeting) -> None:
    """Refuse (ProxiesExceedRules) more proxies of one holder than the standing orders allow: they may have changed since."""
    standing = Proxy.objects.filter(meeting=meeting, ended_at=None).order_by("entered_at", "giver__name")
    rows = standing.values_list("giver", "holder", "giver__name")
    names = {giver: name for giver, _, name in rows}
    holders = {giver: holder for giver, holder, _ in rows}
    found = beyond(holders, meeting.standing_orders.proxies.most)
    if found:
        raise ProxiesExceedRules(names=", ".join(names[giver] for giver in found))


def _require_clerk(meeting: Meeting, by: Actor) -> None:
    require_role(by, meeting, ActorRole.CLERK)
    require_not_adjourned(meeting)


def _councillor(meeting: Meeting, person_id: UUID) -> Person:
    found = next((one.person for one in mandates(meeting) if one.person_id == person_id), None)
    if found is None:
        raise UnknownThing
    return found


def _named(proxy: Proxy) -> dict[str, object]:
    return {
        "person": str(proxy.giver_id),
        "name": proxy.giver.name,
        "holder": {"person": str(proxy.holder_id), "name": proxy.holder.name},
    }
