"""Makes an audience's frame, or one seat's `mine`, from what was loaded: the gate of secrecy."""

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import translation
from msgspec.structs import replace

from agenda.domain.stages import MeetingStage
from agenda.models import Motion
from council.domain.rules import Majority
from council.domain.scripts import in_latin
from council.domain.speaking import SpeakingKind
from council.wording import rule_words
from kiosk import messages
from kiosk.permissions import PERSONAL, Audience
from kiosk.snapshots import effects, elections, floors, places, sitting
from kiosk.snapshots.calls import call, papers
from kiosk.snapshots.consoles import console, decided
from kiosk.snapshots.documents import Document
from kiosk.snapshots.joint import joint_items
from kiosk.snapshots.letters import correspondence, own_letters
from kiosk.snapshots.loading import Loaded, LoadedVote
from kiosk.snapshots.motions import moved
from kiosk.snapshots.proxies import by_proxy_words, holder_of, own_proxies, registered_for
from kiosk.snapshots.quorums import quorum_state, quorum_told
from kiosk.snapshots.ties import tie
from kiosk.snapshots.windows import vote_clock
from voting import wording
from voting.domain.choices import Standing
from voting.domain.effects import OF_THE_DEBATE
from voting.domain.explaining import Explanation, explanation
from voting.domain.modes import ANSWERED, AT_TERMINALS, ONE_BY_ONE
from voting.domain.stages import Mode, VoteStage
from voting.queries import is_final, one_more_of

MEETING_STAGES = {
    MeetingStage.DRAFT: translation.gettext_lazy("The meeting has not been opened yet."),
    MeetingStage.OPEN: translation.gettext_lazy("The meeting is in progress."),
    MeetingStage.PAUSED: translation.gettext_lazy("The meeting is in a break."),
    MeetingStage.ADJOURNED: translation.gettext_lazy("The meeting is adjourned."),
}
# Chair and clerk see numbers from the close on, everybody else from the declaration on.
KNOWING: frozenset[Audience] = frozenset({"chair", "clerk"})
NOBODY_SPEAKS = messages.Floor(speaker=None, queue=[])


def frame(loaded: Loaded, audience: Audience, language: str) -> messages.Frame:
    """Return the whole live state of an audience in a language."""
    with translation.override(language):
        is_console = audience in KNOWING
        is_hidden = loaded.item is not None and loaded.item.is_closed and audience not in PERSONAL
        vote = None if is_hidden else loaded.vote
        return messages.Frame(
            audience=audience,
            language=language,
            epoch=loaded.epoch,
            v=loaded.v,
            agenda=agenda_for(loaded, audience).version,
            hall=loaded.plan.document.version,
            meeting=_meeting(loaded, is_console=is_console),
            item=_item(loaded, is_hidden=is_hidden),
            vote=_vote(loaded, vote, is_console=is_console) if vote else None,
            checkpoint=loaded.checkpoint,
            words=loaded.words,
            console=console(loaded) if is_console else None,
            presiding=sitting.presiding(loaded.meeting),
            pause=sitting.pause(loaded.meeting),
            floor=NOBODY_SPEAKS if is_hidden else floors.floor(loaded.floor, audience),
            second=_second(loaded, language, is_hidden=is_hidden) if audience == "display" else None,
        )


def agenda_for(loaded: Loaded, audience: Audience) -> Document:
    """Return the agenda as an audience may know it."""
    return loaded.agenda if audience in PERSONAL else loaded.public_agenda


def _second(loaded: Loaded, first: str, *, is_hidden: bool) -> messages.Second | None:
    """Return the state in the second language of the body's displays, for the public as all that displays show."""
    language = loaded.meeting.body.second_language
    if language in {"", first}:
        return None
    with translation.override(language):
        item = _item(loaded, is_hidden=is_hidden)
        vote = _vote(loaded, loaded.vote, is_console=False) if loaded.vote and not is_hidden else None
        return messages.Second(
            language=language,
            meeting=replace(_meeting(loaded, is_console=False), title=_told(loaded.meeting.title, language)),
            item=replace(item, title=item.title if is_hidden else _told(item.title, language))
            if item
            else None,
            vote=replace(vote, title=_told(vote.title, language)) if vote else None,
        )


def _told(title: str, language: str) -> str:
    """Return a title in the language: Serbian is kept in Cyrillic letters and shown in Latin ones; nothing else is known."""
    return in_latin(title) if language == "sr-latn" else ""


def mine(loaded: Loaded, person: UUID) -> messages.Mine:
    """Return what concerns one seat only. The person's own ballots must have been asked for in load."""
    place = loaded.plan.by_person.get(person)
    vote = loaded.vote
    line = vote.roll.get(person) if vote else None
    own = vote.own.get(person) if vote else None
    waiting = floors.own_requests(loaded.floor, person)
    running = loaded.floor.running
    is_speaking = running is not None and running.person_id == person
    kinds = _kinds(loaded, person)
    is_declared = vote is not None and vote.row.stage == VoteStage.DECLARED
    represented_by = holder_of(vote, person)[1] if vote and person not in loaded.present else ""
    # Who has come counts their own presses, and none of the holder of their proxy.
    is_new = line is not None and line.proxy is not None and person in loaded.present
    return messages.Mine(
        epoch=loaded.epoch,
        v=loaded.v,
        person=str(person),
        name=place.name if place else "",
        seat=place.seat if place else None,
        is_checked_in=person in loaded.present,
        vote=str(vote.row.pk) if vote else None,
        standing="represented" if represented_by else line.standing if line else None,
        choice=own.choice if own else None,
        cast_at=_moment(own.cast_at) if own else None,
        press=own.press if own and not is_new else 0,
        position=line.position or None if line and is_declared else None,
        is_spoken=own.is_spoken if own else False,
        has_objected=vote is not None and person in vote.objections,
        floor="speaking" if is_speaking else "waiting" if waiting else "none",
        waiting=waiting,
        may_speak=any(one.kind == SpeakingKind.SPEECH for one in kinds),
        kinds=[one for one in kinds if one.kind != SpeakingKind.SPEECH],
        answer=vote.answers.get(person) if vote else None,
        is_registered=vote is not None and person in (vote.registered or ()),
        proxies=own_proxies(loaded, person),
        represented=represented_by,
        letters=own_letters(loaded.letters, person),
    )


def _kinds(loaded: Loaded, person: UUID) -> list[messages.OwnKind]:
    """Return for what the person may ask to speak; nothing where nobody speaks now."""
    if loaded.meeting.stage != MeetingStage.OPEN or loaded.letters is not None:
        return []
    place, vote = loaded.plan.by_person.get(person), loaded.vote
    line = vote.roll.get(person) if vote else None
    found = explanation(
        mode=vote.row.mode if vote else "",
        is_declared=vote is not None and vote.row.stage == VoteStage.DECLARED,
        is_procedural=vote is not None and vote.row.motion.kind == Motion.Kind.PROCEDURAL,
        position=line.position if line else "",
        explained=loaded.floor.speaking.explained,
    )
    now = floors.situation(
        loaded.floor,
        person,
        has_mandate=place is not None and place.is_councillor,
        may_explain=found in {Explanation.ALLOWED, Explanation.UNKNOWN},
    )
    is_closed = loaded.effects.found.closes_debate is not None
    offered = floors.offers(loaded.floor, now)
    return [one for one in offered if not (is_closed and one.kind in OF_THE_DEBATE)]


def _moment(at: datetime | None) -> str | None:
    return at.isoformat(timespec="milliseconds") if at else None


def _meeting(loaded: Loaded, *, is_console: bool) -> messages.MeetingState:
    meeting = loaded.meeting
    return messages.MeetingState(
        id=str(meeting.pk),
        number=meeting.number,
        title=meeting.title,
        body=meeting.body.name,
        municipality=meeting.municipality.name,
        is_demonstration=meeting.municipality.is_demonstration,
        is_practice=meeting.is_practice,
        is_rehearsal=loaded.is_rehearsal,
        stage=meeting.stage,
        stage_text=str(MEETING_STAGES[MeetingStage(meeting.stage)]),
        quorum=quorum_state(loaded) if is_console else quorum_told(loaded),
        may_abstain=meeting.standing_orders.may_abstain,
        has_proxies=meeting.standing_orders.proxies.are_allowed or bool(loaded.proxies),
        correspondence=correspondence(meeting, loaded.letters),
    )


def _item(loaded: Loaded, *, is_hidden: bool) -> messages.ItemState | None:
    item = loaded.item
    if item is None:
        return None
    if is_hidden:
        title = translation.gettext("Closed session")
        return messages.ItemState(id=str(item.pk), number=item.number, title=title, is_closed=True)
    note = effects.note(loaded.effects)
    return messages.ItemState(
        id=str(item.pk), number=item.number, title=item.title, note=note, is_closed=item.is_closed
    )


def _vote(loaded: Loaded, vote: LoadedVote, *, is_console: bool) -> messages.VoteState:
    row = vote.row
    is_known = row.closed_at is not None and (is_console or row.declared_at is not None)
    entitled = [person for person, line in vote.roll.items() if line.standing == Standing.PRESENT]
    return messages.VoteState(
        id=str(row.pk),
        number=row.number,
        title=row.title,
        text=row.text,
        mode=row.mode,
        mode_text=str(wording.MODES[Mode(row.mode)]),
        at_terminals=row.mode in AT_TERMINALS,
        one_by_one=row.mode in ONE_BY_ONE,
        stage=VoteStage(row.stage).value,
        stage_text=str(wording.STAGES[VoteStage(row.stage)]),
        majority=rule_words(Majority.from_plain(row.majority)),
        opened_at=_moment(row.opened_at),
        closed_at=_moment(row.closed_at),
        voted=places.voted(loaded, vote),
        cast=len(vote.voted),
        entitled=len(entitled),
        numbers=_numbers(vote) if is_known else None,
        positions=places.positions(loaded, vote)
        if is_known or (row.mode in ANSWERED and row.opened_at)
        else None,
        spoken=places.spoken(loaded, vote) if is_known else None,
        outcome=_outcome(loaded, vote) if is_known else None,
        repeats=row.repeats.number if row.repeats else None,
        annulment=vote.annulment.ground if vote.annulment and row.stage == VoteStage.ANNULLED else None,
        page=_page(loaded, vote),
        secrecy=row.secrecy,
        call=call(loaded, vote),
        is_counted=row.hands is not None or row.papers is not None,
        papers=papers(vote) if is_known else None,
        is_final=is_final(row),
        moved=moved(row.motion),
        tie=tie(vote, is_known=is_known),
        follows_tie=row.follows_tie.number if row.follows_tie else None,
        contest=elections.contest_state(vote, is_known=is_known),
        clock=vote_clock(row),
        registers=vote.registered is not None,
        registered=registered_for(loaded, vote),
        joint=joint_items(vote.joined, vote.result),
        by_proxy=by_proxy_words(loaded, vote),
    )


def _page(loaded: Loaded, vote: LoadedVote) -> str | None:
    """Return the lasting public address of a declared vote; practice has none."""
    if vote.row.declared_at is None or loaded.meeting.is_practice:
        return None
    return reverse("vote", args=[loaded.meeting.pk, vote.row.number])


def _numbers(vote: LoadedVote) -> messages.Numbers | None:
    if vote.result is None:
        return None
    tally = dict(vote.result["tally"])
    return messages.Numbers(in_favour=tally.pop("for"), **tally)


def _outcome(loaded: Loaded, vote: LoadedVote) -> messages.Outcome | None:
    if vote.result is None:
        return None
    outcome, returned = vote.result["outcome"], elections.reason_words(vote)
    majority = Majority.from_plain(vote.row.majority)
    return messages.Outcome(
        one_more="" if returned else _one_more(loaded, vote),
        outcome=outcome,
        text=str((wording.ELECTED if returned else wording.OUTCOMES)[outcome]),
        reason=returned or wording.grounds_words(vote.result["reason"], majority),
        decision=vote.result.get("decision", ""),
    )


def _one_more(loaded: Loaded, vote: LoadedVote) -> str:
    """Return a sentence on whom one vote more for would have taken to carry a rejected motion, if it would have."""
    if vote.result is None or vote.row.declared_at is None:
        return ""
    found = one_more_of(loaded.meeting, Majority.from_plain(vote.row.majority), decided(vote, vote.result))
    return str(wording.ONE_MORE[found]) if found else ""
