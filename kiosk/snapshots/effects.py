"""What procedural motions brought about on the active item, loaded and put into words for the screens."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from agenda.domain.aims import Aim
from agenda.domain.secrecy import Secrecy
from agenda.models import AgendaItem, Meeting
from agenda.queries import main_motion
from council.domain.speaking import SpeakingKind
from kiosk.queries import READING
from ledger.kinds import Kind
from ledger.models import Entry
from voting.domain.effects import NO_EFFECTS, Effects
from voting.models import Vote
from voting.queries import effects_on
from voting.wording import effect_words

USUAL_BREAK = timedelta(minutes=15)
STEP = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class LoadedEffects:
    """What holds on the active item, how openly its main motion is voted, and whether a decided break has yet to begin."""

    found: Effects
    secrecy: Secrecy
    awaits_break: bool


NOTHING_HOLDS = LoadedEffects(NO_EFFECTS, Secrecy.OPEN, awaits_break=False)


def load_effects(meeting: Meeting, item: AgendaItem) -> LoadedEffects:
    """Read, inside the caller's snapshot, what holds on the item."""
    found = effects_on(item, using=READING)
    if not (found.held or found.fallen):
        return NOTHING_HOLDS
    main = main_motion(item, using=READING)
    decided = found.held.get(Aim.BREAK)
    return LoadedEffects(
        found,
        Secrecy(main.secrecy) if main else Secrecy.OPEN,
        awaits_break=decided is not None and not _was_paused_since(meeting, decided),
    )


def _was_paused_since(meeting: Meeting, vote: int) -> bool:
    declared = (
        Vote.objects.using(READING).values_list("declared_at", flat=True).get(meeting=meeting, number=vote)
    )
    entries = Entry.objects.using(READING).filter(log=meeting.log_id, kind=Kind.MEETING_PAUSED)
    paused = entries.order_by("-sequence").values_list("at", flat=True).first()
    return paused is not None and declared is not None and datetime.fromisoformat(paused) >= declared


def note(loaded: LoadedEffects) -> str:
    """Return what holds on the item, for everybody."""
    return " ".join(effect_words(loaded.found, loaded.secrecy))


def fallen(loaded: LoadedEffects) -> str:
    """Return what no longer holds, as the decision on it was annulled, for chair and clerk."""
    told = effect_words(loaded.found, loaded.secrecy, fallen=True)
    return " ".join(told[len(effect_words(loaded.found, loaded.secrecy)) :])


def break_until(loaded: LoadedEffects, meeting: Meeting) -> str | None:
    """Return when a break ends that was decided and has not begun: as long as a recess, to full five minutes, on its day."""
    if not loaded.awaits_break:
        return None
    rule = meeting.standing_orders.speaking.rule(SpeakingKind.RECESS)
    length = timedelta(seconds=rule.seconds) if rule and rule.seconds else USUAL_BREAK
    now = timezone.now().astimezone(ZoneInfo(meeting.municipality.time_zone))
    until = now + length + STEP
    if until.date() != now.date():
        return "23:59"
    return f"{until.replace(minute=until.minute - until.minute % 5):%H:%M}"
