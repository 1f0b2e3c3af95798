"""Who is who in a meeting's record: names by id and by actor, and who took part in which capacity."""

from collections import defaultdict
from dataclasses import dataclass

from minutes.domain.phrases import Phrase, Say, Text, said
from voting.domain.bodies import Attendee
from voting.domain.facts import MeetingRecord, Opening, Stay

TITLES = {"chair": Say.CHAIR, "clerk": Say.CLERK}
CAPACITIES = {"chair": Say.AS_CHAIR, "clerk": Say.AS_CLERK, "assistant": Say.AS_ASSISTANT}


def by_name(name: str) -> tuple[str, str]:
    """Return what names are sorted by: letters without regard to case, which suits Bulgarian and English."""
    return name.casefold(), name


@dataclass(frozen=True, slots=True)
class People:
    """The people of one meeting, as its entries name them."""

    names: dict[str, str]
    members: tuple[Attendee, ...]
    others: tuple[Attendee, ...]
    stays: dict[str, tuple[Stay, ...]]
    roles: dict[str, str]

    def name(self, person: str) -> str:
        """Return somebody's name; the id where no entry names them."""
        return self.names.get(person, person)

    def actor(self, actor: str) -> Text:
        """Return the name behind "clerk:<uuid>", with the capacity where it is an office."""
        role, _, person = actor.partition(":")
        name = self.name(person) if person else role
        if role not in CAPACITIES:
            return name
        return said(Say.PERSON_IN_CAPACITY, name=name, capacity=self.role(role))

    def role(self, role: str) -> Text:
        """Return what somebody is in the meeting: as the council's rules call it, else in general."""
        return self.roles.get(role) or Phrase(CAPACITIES[role])

    def title(self, role: str) -> Text:
        """Return the same of chair or clerk as a heading."""
        name = self.roles.get(role, "")
        return name[:1].upper() + name[1:] if name else Phrase(TITLES[role])


def people_of(record: MeetingRecord, opening: Opening) -> People:
    """Return everybody whom the record names; members and others in the order of their names."""
    officers = [officer for officer in (opening.said.chair, opening.said.clerk) if officer is not None]
    officers += [change.said.to for change in record.sitting.changes]
    officers += record.sitting.assistants
    names = {stay.person: stay.name for stay in record.stays}
    names |= {someone.person: someone.name for someone in _listed(record, opening)}
    names |= {officer.person: officer.name for officer in officers}
    stays: defaultdict[str, list[Stay]] = defaultdict(list)
    for stay in record.stays:
        stays[stay.person].append(stay)
    ordered = sorted(_listed(record, opening), key=lambda someone: by_name(someone.name))
    listed = {someone.person for someone in ordered}
    unlisted = tuple(
        Attendee(person=person, name=names[person], mandate=False) for person in stays if person not in listed
    )
    return People(
        names=names,
        members=tuple(someone for someone in ordered if someone.mandate),
        others=tuple(someone for someone in ordered if not someone.mandate) + unlisted,
        stays={person: tuple(spent) for person, spent in stays.items()},
        roles=opening.said.rules.roles,
    )


def _listed(record: MeetingRecord, opening: Opening) -> list[Attendee]:
    """Return who belonged to the meeting on any of its days; a member of one of them is a member."""
    found = {someone.person: someone for someone in opening.said.people}
    for one in record.sitting.breaks:
        for someone in one.resumed.said.people if one.resumed else ():
            if someone.person not in found or (someone.mandate and not found[someone.person].mandate):
                found[someone.person] = someone
    return list(found.values())
