"""What each entry about the floor adds to the record being read."""

from dataclasses import replace

from voting.domain import sitting
from voting.domain.reading import Contradiction, Reading


def request_floor(reading: Reading, body: sitting.FloorRequested) -> None:
    """Put somebody in the queue, once at a time for one kind; a speech that it is tied to was given."""
    speeches = reading.sitting.speeches
    if body.request in speeches:
        raise Contradiction("requested-twice", body.request)
    for speech in speeches.values():
        is_open = speech.withdrawn_at is None and speech.ended_at is None
        if body.person is not None and (speech.person, speech.kind) == (body.person, body.kind) and is_open:
            raise Contradiction("requested-twice", body.person)
    if body.to is not None and (body.to not in speeches or speeches[body.to].given_at is None):
        raise Contradiction("tied-to-no-speech", body.request)
    if body.vote is not None:
        reading.vote(body.vote)
    _require_item(reading, body.item)
    speeches[body.request] = sitting.SpeechRecord(
        request=body.request,
        person=body.person,
        name=body.name,
        asked_at=reading.at,
        kind=body.kind,
        group=body.group,
        item=body.item,
        to=body.to,
        vote=body.vote,
        is_beyond=body.is_beyond,
    )


def withdraw_request(reading: Reading, body: sitting.FloorNamed) -> None:
    """Take somebody out of the queue."""
    speech = _waiting(reading, body.request)
    reading.sitting.speeches[body.request] = replace(speech, withdrawn_at=reading.at)


def give_floor(reading: Reading, body: sitting.FloorGiven) -> None:
    """Let a speech begin; no other may run."""
    speech = _waiting(reading, body.request)
    if reading.sitting.speaking is not None:
        raise Contradiction("speech-under-way", reading.sitting.speaking)
    _require_item(reading, body.item)
    reading.sitting.speeches[body.request] = replace(
        speech,
        given_at=reading.at,
        item=body.item,
        limit=body.limit,
        is_out_of_order=body.is_out_of_order,
    )
    reading.sitting.speaking = body.request


def interrupt_speech(reading: Reading, body: sitting.FloorNamed) -> None:
    """Let the clock of the speech that runs stand."""
    speech = _speaking(reading, body.request)
    if speech.paused_at is not None:
        raise Contradiction("interrupted-twice", body.request)
    reading.sitting.speeches[body.request] = replace(speech, paused_at=reading.at)


def resume_speech(reading: Reading, body: sitting.FloorNamed) -> None:
    """Let it run again."""
    speech = _speaking(reading, body.request)
    if speech.paused_at is None:
        raise Contradiction("not-interrupted", body.request)
    reading.sitting.speeches[body.request] = _run_on(reading, speech)


def extend_speech(reading: Reading, body: sitting.FloorExtended) -> None:
    """Give the speech that runs more time; what it has then is what it had and the extension."""
    speech = _speaking(reading, body.request)
    if speech.limit is None or speech.limit + body.extension != body.limit:
        raise Contradiction("wrong-extension", body.request)
    reading.sitting.speeches[body.request] = replace(speech, limit=body.limit)


def end_speech(reading: Reading, body: sitting.FloorEnded) -> None:
    """Let the speech that runs end."""
    speech = _run_on(reading, _speaking(reading, body.request))
    reading.sitting.speeches[body.request] = replace(speech, ended_at=reading.at, ending=body.ending)
    reading.sitting.speaking = None


def _run_on(reading: Reading, speech: sitting.SpeechRecord) -> sitting.SpeechRecord:
    """Return the speech with its clock running, and how long it stood."""
    if speech.paused_at is None:
        return speech
    stood_for = speech.stood_for + (reading.at - speech.paused_at)
    return replace(speech, paused_at=None, stood_for=stood_for)


def _require_item(reading: Reading, item: str | None) -> None:
    if item is not None and item not in reading.items:
        raise Contradiction("unknown-item", item)


def _speaking(reading: Reading, request: str) -> sitting.SpeechRecord:
    if reading.sitting.speaking != request:
        raise Contradiction("not-speaking", request)
    return reading.sitting.speeches[request]


def _waiting(reading: Reading, request: str) -> sitting.SpeechRecord:
    speech = reading.sitting.speeches.get(request)
    if speech is None or speech.withdrawn_at is not None or speech.given_at is not None:
        raise Contradiction("not-waiting", request)
    return speech
