"""What the minutes say about who spoke: for what, from when to when, how long, and what the chair did about it."""

from datetime import timedelta

from agenda.domain.floor import Ending
from council.domain.speaking import SpeakingKind
from minutes.domain.blocks import Plain, Sentence
from minutes.domain.phrases import Clock, Phrase, Say, Text, said
from voting.domain.facts import MeetingRecord
from voting.domain.sitting import SpeechRecord

KINDS = {
    SpeakingKind.LEADER: Say.KIND_LEADER,
    SpeakingKind.PROCEDURAL: Say.KIND_PROCEDURAL,
    SpeakingKind.OPPOSING: Say.KIND_OPPOSING,
    SpeakingKind.REPLY: Say.KIND_REPLY,
    SpeakingKind.ANSWER: Say.KIND_ANSWER,
    SpeakingKind.PERSONAL: Say.KIND_PERSONAL,
    SpeakingKind.EXPLANATION: Say.KIND_EXPLANATION,
    SpeakingKind.BREACH: Say.KIND_BREACH,
    SpeakingKind.RECESS: Say.KIND_RECESS,
}
ENDINGS = {Ending.WITHDRAWN: Say.FLOOR_WITHDRAWN, Ending.TIME: Say.ENDED_BY_TIME}


def tell_speeches(record: MeetingRecord, item: str | None) -> list[Plain]:
    """Return who spoke on an item, in the order of speaking; on no item, who spoke while none was before the meeting."""
    speeches = record.sitting.speeches
    held = [speech for speech in speeches if speech.item == item and speech.given_at is not None]
    if not held:
        return []
    held.sort(key=lambda speech: speech.given_at or speech.asked_at)
    names = {speech.request: speech.name for speech in speeches}
    heading = Say.SPOKE_ON_ITEM if item else Say.SPOKE_OUTSIDE
    told = tuple(said(Say.SPOKE, name=speech.name, about=_about(speech, names)) for speech in held)
    return [Sentence(said(heading, speeches=told))]


def _about(speech: SpeechRecord, names: dict[str, str]) -> tuple[Text, ...]:
    """Return kind, times and what the chair did; a speech ends at the adjournment at the latest."""
    given_at, ended_at = speech.given_at or speech.asked_at, speech.ended_at or speech.asked_at
    about: list[Text] = []
    if speech.kind in KINDS:
        kind = Phrase(KINDS[speech.kind])
        to = names.get(speech.to or "")
        about.append(said(Say.TO_SPEECH_OF, kind=kind, name=to) if to else kind)
    about += [
        said(Say.SPOKEN_FROM_TO, given=Clock(given_at), ended=Clock(ended_at)),
        said(Say.SPOKEN_FOR, minutes=_minutes(ended_at - given_at - speech.stood_for)),
    ]
    if speech.is_out_of_order:
        about.append(Phrase(Say.OUT_OF_TURN))
    if speech.ending in ENDINGS:
        about.append(Phrase(ENDINGS[speech.ending]))
    return tuple(about)


def _minutes(spoken: timedelta) -> str:
    seconds = int(max(spoken, timedelta()).total_seconds())
    return f"{seconds // 60}:{seconds % 60:02}"
