"""The agenda as the clerk works on it: items with what their forms begin with, papers, and what may be done now."""

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec

from agenda.domain.secrecy import Secrecy
from agenda.domain.stages import MeetingStage
from agenda.models import AgendaItem, Meeting, Motion
from agenda.queries import legal_bases, main_motion
from council.domain.packs import LegalBasis
from council.forms import MAJORITIES, majority_key, majority_label
from council.models import Person
from council.wording import basis_words
from kiosk.snapshots.documents import papers_of


def desk_agenda(meeting: Meeting) -> dict[str, Any]:
    """Return the agenda for the clerk's desk; `stamp` changes with what of it can be seen or done there."""
    rows = meeting.items.select_related("rapporteur").prefetch_related("papers").order_by("position")
    bases = legal_bases(meeting)
    items = [_item(item, bases) for item in rows]
    found: dict[str, Any] = {
        "is_draft": meeting.stage == MeetingStage.DRAFT,
        "may_add": meeting.stage != MeetingStage.ADJOURNED,
        "items": items,
    }
    stamp = hashlib.sha256(msgspec.json.encode(found)).hexdigest()[:16]
    people = Person.objects.filter(municipality=meeting.municipality_id).order_by("name")
    return {
        **found,
        "stamp": stamp,
        "people": [{"id": str(person.pk), "name": person.name} for person in people],
        "majorities": [
            ("", majority_label(None)),
            *((majority_key(each.to_plain()), label) for each, label in MAJORITIES),
            *((key, basis_words(basis)) for key, basis in bases.items()),
        ],
        "procedures": AgendaItem._meta.get_field("procedure").choices,
        "secrecies": Motion._meta.get_field("secrecy").choices,
    }


def _item(item: AgendaItem, bases: Mapping[str, LegalBasis]) -> dict[str, Any]:
    motion = main_motion(item)
    majority = _key(motion.majority, bases) if motion and motion.majority else ""
    is_usual = majority in {"", *bases, *(majority_key(each.to_plain()) for each, _ in MAJORITIES)}
    return {
        "id": str(item.pk),
        "number": item.number,
        "title": item.title,
        "procedure": item.procedure,
        "is_closed": item.is_closed,
        "draft": str(item.draft) if item.draft else "",
        "key": str(item.offer) if item.offer else "",
        "is_own": item.draft in {None, item.pk},
        "is_consent": item.is_consent,
        "procedure_label": item.get_procedure_display() if item.procedure else "",
        "rapporteur": str(item.rapporteur.pk) if item.rapporteur else "",
        "rapporteur_name": item.rapporteur.name if item.rapporteur else "",
        "text": motion.text if motion else "",
        "majority": majority,
        "secrecy": motion.secrecy if motion else Secrecy.OPEN,
        "secrecy_label": motion.get_secrecy_display() if motion else "",
        "unusual_majority": "" if is_usual else majority,
        "papers": papers_of(item),
    }


def _key(majority: dict[str, Any], bases: Mapping[str, LegalBasis]) -> str:
    """Return what stands for a motion's majority in its form: the legal basis that demands it, if one does."""
    return next(
        (key for key, basis in bases.items() if basis.majority.to_plain() == majority), majority_key(majority)
    )
