"""Proxies: entering who votes for whom, as the written form says, and withdrawing it; arriving ends one too."""

from datetime import datetime
from uuid import UUID

from agenda.commands.entering import append
from agenda.commands.locking import require_not_adjourned, require_role
from agenda.models import Meeting, Proxy
from agenda.queries import mandates, present_people
from agenda.refusals import (
    AlreadyRepresented,
    GiverPresent,
    NotCheckedIn,
    NotRepresented,
    NoWrittenForm,
    OwnProxy,
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
    giver, holder = _giver(meeting, person_id, by), _councillor(meeting, holder_id)
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

    Refuses as enter_proxy does, who has given none, and where the standing orders let none be withdrawn.
    """
    giver = _giver(meeting, person_id, by)
    proxy = Proxy.objects.filter(meeting=meeting, giver=giver, ended_at=None).first()
    if proxy is None:
        raise NotRepresented(name=giver.name)
    if not meeting.standing_orders.proxies.revocable:
        raise ProxyBinding(name=giver.name)
    proxy.ended_at = at
    proxy.save(update_fields=["ended_at"])
    append(log=meeting.log, kind=Kind.PROXY_WITHDRAWN, actor=str(by), body=_named(proxy), at=at)
    return proxy


def _giver(meeting: Meeting, person_id: UUID, by: Actor) -> Person:
    require_role(by, meeting, ActorRole.CLERK)
    require_not_adjourned(meeting)
    if not meeting.standing_orders.proxies.are_allowed:
        raise ProxiesNotAllowed
    return _councillor(meeting, person_id)


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
