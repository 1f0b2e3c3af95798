"""What the minutes say about one vote: its text, mode, rule, names, numbers, reason and what became of it."""

from collections.abc import Mapping

from council.domain.rules import Majority, Meaning, Tie
from council.domain.shares import Base
from council.domain.windows import AtEnd
from minutes.domain.attendance import quorum_words
from minutes.domain.blocks import (
    Facts,
    Heading,
    Mark,
    NamedLine,
    NamedList,
    Numbers,
    Plain,
    Sentence,
    Together,
    Tone,
    Verdict,
)
from minutes.domain.elections import ELECTED, ballot_words, tell_ballot
from minutes.domain.joint import joint_facts
from minutes.domain.motions import mover_words
from minutes.domain.people import People, by_name
from minutes.domain.phrases import Clock, Phrase, Say, Text, said
from voting.domain.bodies import MotionKind, Reason, Tally
from voting.domain.choices import Position
from voting.domain.doubt import doubt
from voting.domain.facts import AnnulmentRecord, FallBack, NamedPosition, VoteOpening, VoteRecord, VoteResult
from voting.domain.majority import Outcome, ReasonCode, Settled
from voting.domain.modes import COUNTED
from voting.domain.motions import MotionRecord
from voting.domain.stages import Mode, VoteStage
from voting.domain.ties import TieRecord

TEXTS: Mapping[MotionKind, Say] = {
    "main": Say.TEXT_MAIN,
    "amendment": Say.TEXT_AMENDMENT,
    "procedural": Say.TEXT_PROCEDURAL,
}
MODES = {
    Mode.ELECTRONIC: Say.MODE_ELECTRONIC,
    Mode.ELECTRONIC_UNNAMED: Say.MODE_ELECTRONIC_UNNAMED,
    Mode.HANDS: Say.MODE_HANDS,
    Mode.HANDS_BY_NAME: Say.MODE_HANDS_BY_NAME,
    Mode.SIGNATURES: Say.MODE_SIGNATURES,
    Mode.ROLL_CALL: Say.MODE_ROLL_CALL,
    Mode.PAPER: Say.MODE_PAPER,
    Mode.CORRESPONDENCE: Say.MODE_CORRESPONDENCE,
}
RULES = {
    (base, is_strict): Say[f"{'MORE_THAN' if is_strict else 'AT_LEAST'}_{base.name}"]
    for base in Base
    for is_strict in (True, False)
}
MEANINGS = {
    ("abstaining", Meaning.FOR): Say.ABSTAINING_FOR,
    ("abstaining", Meaning.AGAINST): Say.ABSTAINING_AGAINST,
    ("abstaining", Meaning.NOT_PRESENT): Say.ABSTAINING_NOT_PRESENT,
    ("silence", Meaning.FOR): Say.SILENCE_FOR,
    ("silence", Meaning.AGAINST): Say.SILENCE_AGAINST,
    ("silence", Meaning.NOT_PRESENT): Say.SILENCE_NOT_PRESENT,
}
REASONS = {
    ReasonCode.ENOUGH_FOR: Say.REASON_ENOUGH,
    ReasonCode.TOO_FEW_FOR: Say.REASON_TOO_FEW,
    ReasonCode.TIE: Say.REASON_TIE,
    ReasonCode.NOBODY_FOR: Say.REASON_NOBODY,
}
SETTLED: Mapping[tuple[Tie, Settled | None], Say] = {(Tie.REVOTE, None): Say.TIE_REVOTE} | {
    (tie, settled): Say[f"{tie.name}_{settled.name}"]
    for tie in (Tie.LOT, Tie.CASTING, Tie.CHAIR_SIDE)
    for settled in Settled
    if (tie, settled) != (Tie.LOT, Settled.NONE)
}
OUTCOMES = {Outcome.ADOPTED: Say.ADOPTED, Outcome.REJECTED: Say.REJECTED, Outcome.TIED: Say.TIED}
DECISIONS = {Outcome.ADOPTED: Say.DECISION_ADOPTED, Outcome.REJECTED: Say.DECISION_REJECTED}
POSITIONS = {
    Position.FOR: (Say.FOR, Say.COUNT_FOR, Mark.FOR),
    Position.AGAINST: (Say.AGAINST, Say.COUNT_AGAINST, Mark.AGAINST),
    Position.ABSTAIN: (Say.ABSTAIN, Say.COUNT_ABSTAIN, Mark.ABSTAIN),
    Position.NOT_VOTING: (Say.NOT_VOTING, Say.COUNT_NOT_VOTING, Mark.NONE),
    Position.RECUSED: (Say.RECUSED, Say.COUNT_RECUSED, Mark.NONE),
    Position.ABSENT: (Say.ABSENT, Say.COUNT_ABSENT, Mark.FAINT),
    Position.UNREACHABLE: (Say.UNREACHABLE, Say.COUNT_UNREACHABLE, Mark.NONE),
    Position.VOTED: (Say.VOTED, Say.COUNT_VOTED, Mark.NONE),
    Position.UNNAMED: (Say.UNNAMED, Say.COUNT_UNNAMED, Mark.NONE),
}


def tell_vote(
    vote: VoteRecord,
    *,
    item_title: str,
    motion: MotionRecord | None,
    numbers: Mapping[str, int],
    people: People,
    statutory_number: int,
    corrections: tuple[int, ...] = (),
) -> Together:
    """Return everything about one vote; `numbers` are the votes' numbers by id, `corrections` those of its corrections."""
    parts: list[Plain] = [_heading(vote, item_title), _facts(vote, motion, numbers, people)]
    if corrections:
        told = said(Say.SEE_CORRECTIONS, numbers=tuple(map(str, corrections)))
        parts.append(Facts(((Phrase(Say.CORRECTIONS), told),)))
    if vote.result is not None:
        parts += _result(vote, vote.result)
        parts += _doubt(vote, vote.result, statutory_number)
    if vote.objections:
        objections = tuple(said(Say.OBJECTED, name=one.name, at=Clock(one.at)) for one in vote.objections)
        parts.append(Sentence(said(Say.OBJECTIONS, objections=objections)))
    if vote.annulment is not None:
        parts.append(Sentence(_annulment(vote, vote.annulment, people), Tone.STRONG))
    if vote.result is not None:
        parts += _names(vote, vote.result, people)
    return Together(tuple(parts))


def outcome_words(vote: VoteRecord) -> Phrase:
    """Return what became of the vote in a word."""
    if vote.stage is VoteStage.ANNULLED:
        return Phrase(Say.ANNULLED)
    if vote.result and vote.result.returned:
        return Phrase(ELECTED[vote.result.outcome])
    return Phrase(OUTCOMES[vote.result.outcome] if vote.result else Say.WITHDRAWN)


def rule_words(majority: Majority) -> Phrase:
    """Return the majority as a rule: more than, or at least, a fraction of a base, all it says, and where it was read."""
    parts: list[Text] = []
    for share in majority.shares:
        parts.append(said(RULES[share.base, share.is_strict], fraction=share.fraction, size=share.size))
        if share.floor:
            parts.append(said(Say.NEVER_FEWER, floor=share.floor))
    meant = (("abstaining", majority.abstaining), ("silence", majority.silence))
    parts += [Phrase(MEANINGS[each]) for each in meant if each in MEANINGS]
    if not majority.counts_invalid:
        parts.append(Phrase(Say.WITHOUT_INVALID))
    rule = said(Say.RULE_PARTS, parts=tuple(parts))
    return said(Say.RULE_OF_ARTICLE, rule=rule, article=majority.article) if majority.article else rule


def _heading(vote: VoteRecord, item_title: str) -> Heading:
    if vote.title == item_title:
        return Heading(3, said(Say.VOTE_NUMBER, number=vote.number))
    return Heading(3, said(Say.VOTE_HEADING, number=vote.number, title=vote.title))


def _facts(
    vote: VoteRecord, motion: MotionRecord | None, numbers: Mapping[str, int], people: People
) -> Facts:
    mover = mover_words(motion)
    pairs: list[tuple[Text, Text]] = [
        (Phrase(TEXTS[motion.kind if motion else "main"]), vote.text),
        *([(Phrase(Say.MOVED_BY), mover)] if mover else []),
        *joint_facts(vote),
        *([(Phrase(Say.BALLOT), ballot_words(vote.contest))] if vote.contest else []),
        (Phrase(Say.MODE), Phrase(MODES[vote.mode])),
        *((Phrase(Say.LEFT_MODE), _left(step)) for step in vote.fallbacks),
        (Phrase(Say.TIME), _times(vote)),
    ]
    pairs += [
        (Phrase(Say.HELD), said(Say.HELD_FROM, held=Clock(pause.held_at), resumed=Clock(pause.resumed_at)))
        for pause in vote.pauses
        if pause.resumed_at is not None
    ]
    if vote.opening is not None:
        pairs += _window(vote.opening)
        pairs.append((Phrase(Say.QUORUM), quorum_words(vote.opening.quorum)))
        if vote.opening.without_quorum:
            pairs.append(("", Phrase(Say.WITHOUT_QUORUM)))
    if vote.opening is not None and vote.close is not None and vote.close.registered is not None:
        told = said(Say.REGISTERED_OF, registered=vote.close.registered, present=vote.opening.quorum.present)
        pairs.append((Phrase(Say.REGISTERED), told))
    pairs.append((Phrase(Say.MAJORITY), rule_words(vote.majority)))
    pairs += _counted(vote, people)
    pairs += [
        (
            Phrase(Say.ADMITTED),
            said(Say.ADMITTED_BY, name=one.name, at=Clock(one.at), by=people.actor(one.actor)),
        )
        for one in vote.admissions
    ]
    pairs += [
        (
            Phrase(Say.REGISTERED_FOR),
            said(Say.REGISTERED_BY, name=one.name, at=Clock(one.at), by=people.actor(one.by)),
        )
        for one in vote.registrations
        if one.by
    ]
    pairs += _tie(vote.tie) if vote.tie else []
    others = (
        (Say.REPEATS, vote.repeats),
        (Say.REPEATED_BY, vote.repeated_by),
        (Say.FOLLOWS_TIE, vote.follows_tie),
    )
    for label, other in others:
        if other is not None:
            pairs.append((Phrase(label), said(Say.VOTE_NUMBER, number=numbers[other])))
    return Facts(tuple(pairs))


WINDOWS = {AtEnd.HOLD: Say.WINDOW_HELD, AtEnd.CLOSE: Say.WINDOW_CLOSED}


def _window(opening: VoteOpening) -> list[tuple[Text, Text]]:
    """Return the time that an electronic vote had, if it had one."""
    window = opening.window
    if window is None or not window.seconds:
        return []
    return [(Phrase(Say.WINDOW), said(WINDOWS[window.at_end], seconds=window.seconds))]


def _left(step: FallBack) -> Phrase:
    mode, at = Phrase(MODES[step.left]), Clock(step.at)
    if not step.set_aside:
        return said(Say.LEFT_AT, mode=mode, at=at)
    return said(Say.LEFT_AT_SETTING_ASIDE, mode=mode, at=at, count=step.set_aside)


def _counted(vote: VoteRecord, people: People) -> list[tuple[Text, Text]]:
    """Return what was counted in a vote without names, by whom, and who entered it."""
    counted = vote.papers or vote.hands
    if counted is None:
        return []
    pairs: list[tuple[Text, Text]] = []
    if vote.papers is not None:
        count = vote.papers.count
        numbers = {name: getattr(count, name) for name in ("issued", "returned", "valid", "invalid", "blank")}
        told = said(Say.PAPERS_COUNTED, missing=count.issued - count.returned, **numbers)
        pairs = [(Phrase(Say.PAPERS), told), (Phrase(Say.TELLERS), ", ".join(count.tellers))]
    entered = said(Say.COUNT_ENTERED_BY, name=people.actor(counted.actor), at=Clock(counted.at))
    return [*pairs, (Phrase(Say.COUNT_ENTERED), entered)]


def _times(vote: VoteRecord) -> Phrase:
    if vote.opening is None:
        return said(Say.TIME_WITHDRAWN, at=Clock(vote.withdrawn_at or vote.prepared_at))
    moments = [said(Say.TIME_OPENED, at=Clock(vote.opening.at))]
    if vote.close is not None:
        moments.append(said(Say.TIME_CLOSED, at=Clock(vote.close.at)))
    if vote.result is not None:
        moments.append(said(Say.TIME_DECLARED, at=Clock(vote.result.at)))
    return said(Say.TIMES, moments=tuple(moments))


def _result(vote: VoteRecord, result: VoteResult) -> list[Plain]:
    is_in_force = vote.stage is not VoteStage.ANNULLED
    if vote.contest is not None and vote.papers is not None and result.returned is not None:
        rule, votes = rule_words(vote.majority), vote.papers.count.votes
        return tell_ballot(vote.contest, votes, result.returned, result, rule, is_in_force=is_in_force)
    say = DECISIONS.get(result.outcome) if is_in_force else Say.DECISION_ANNULLED
    decision = said(say, number=result.decision) if result.decision and say else None
    outcome = Phrase(OUTCOMES[result.outcome])
    return [
        _numbers(vote, result.tally),
        Verdict(outcome, _reason(vote.majority, result.reason), decision, is_in_force),
    ]


def _doubt(vote: VoteRecord, result: VoteResult, statutory_number: int) -> list[Plain]:
    """Return a sentence where those without a ballot could have changed the outcome, where it is known who voted."""
    if vote.opening is None or vote.mode in COUNTED:
        return []
    found = doubt(
        majority=vote.majority,
        numbers=result.tally.by_position(),
        outcome=result.outcome,
        statutory_number=statutory_number,
        in_office=sum(line.weight for line in vote.opening.roll),
        recused_present=vote.close.recused_present if vote.close else 0,
    )
    if found is None:
        return []
    words = said(
        Say.DOUBT_ADOPTED if found.outcome is Outcome.ADOPTED else Say.DOUBT_REJECTED,
        unreachable=found.unreachable,
        silent=found.not_voting,
        obtained=found.reason.obtained,
        needed=found.reason.needed,
    )
    return [Sentence(words, Tone.MUTED)]


def _spoken(vote: VoteRecord, result: VoteResult, people: People) -> list[Plain]:
    """Return who of those named spoke their choice aloud, and who vouches for it."""
    named = {named.line.person: named.line.name for named in result.named}
    return [
        Sentence(
            said(
                Say.SPOKEN,
                name=named[ballot.person],
                at=Clock(ballot.at),
                entered=people.actor(ballot.entered_by),
                confirmed=people.actor(ballot.confirmed_by),
            ),
            Tone.MUTED,
        )
        for ballot in vote.ballots
        if ballot.entered_by and ballot.confirmed_by and ballot.person in named
    ]


def _names(vote: VoteRecord, result: VoteResult, people: People) -> list[Plain]:
    """Return who was there and did not vote, then the named list: last, for it may run over a page's end."""
    parts: list[Plain] = []
    corrected = tuple(sorted((people.name(each.person) for each in vote.answers if each.before), key=by_name))
    if corrected:
        parts.append(Sentence(said(Say.CORRECTED, names=corrected), Tone.MUTED))
    if vote.close is not None and vote.close.missing:
        missing = tuple(sorted((people.name(person) for person in vote.close.missing), key=by_name))
        parts.append(Sentence(said(Say.MISSING, names=missing), Tone.MUTED))
    parts += _spoken(vote, result, people)
    if result.named:
        lines = sorted(result.named, key=lambda named: by_name(named.line.name))
        parts.append(NamedList(tuple(_line(named) for named in lines)))
    return parts


def _line(named: NamedPosition) -> NamedLine:
    word, group, mark = POSITIONS[named.position]
    name: Text = named.line.name if named.line.weight == 1 else f"{named.line.name} (×{named.line.weight})"
    if named.by_proxy:
        name = said(Say.NAME_BY_PROXY, name=name, holder=named.by_proxy)
    return NamedLine(name, Phrase(word), Phrase(group), mark)


def _numbers(vote: VoteRecord, tally: Tally) -> Numbers:
    told = [
        position
        for position in tally.by_position()
        if position is not Position.ABSTAIN or vote.offers_abstaining
    ]
    unusable = ((Say.COUNT_INVALID, tally.invalid), (Say.COUNT_BLANK, tally.blank))
    return Numbers(
        (
            *((Phrase(POSITIONS[position][1]), tally.by_position()[position]) for position in told),
            *((Phrase(say), number) for say, number in unusable if number),
        )
    )


def _reason(majority: Majority, reason: Reason) -> Phrase:
    numbers = {
        "needed": reason.needed,
        "base": reason.base_size,
        "obtained": reason.obtained,
        "against": reason.against,
    }
    if reason.tie is not None:
        settled = Phrase(SETTLED[reason.tie, reason.settled])
        return said(Say.REASON_TIE_SETTLED, rule=rule_words(majority), settled=settled, **numbers)
    return said(REASONS[reason.code], rule=rule_words(majority), **numbers)


def _tie(tie: TieRecord) -> list[tuple[Text, Text]]:
    """Return who said how a tie is settled, or the lot so that anybody can draw it again."""
    if tie.tie is not Tie.LOT:
        return [(Phrase(Say.SAID_BY_CHAIR), said(Say.SAID_AT, name=tie.name, at=Clock(tie.at)))]
    fixed = (Phrase(Say.LOT), said(Say.LOT_FIXED, commitment=tie.commitment))
    if not tie.seed:
        return [fixed]
    say = Say.LOT_DRAWN_WITH_WORD if tie.word else Say.LOT_DRAWN
    word = {"word": tie.word} if tie.word else {}
    drawn = said(say, at=Clock(tie.at), seed=tie.seed, **word)
    return [fixed, ("", drawn), ("", Phrase(Say.LOT_CHECKED))]


def _annulment(vote: VoteRecord, annulment: AnnulmentRecord, people: People) -> Phrase:
    proposed = people.actor(annulment.proposed_by)
    if annulment.confirmed_at is None or annulment.confirmed_by is None:
        return said(
            Say.ANNULMENT_PROPOSED_ONLY,
            ground=annulment.ground,
            proposed=proposed,
            at=Clock(annulment.proposed_at),
        )
    return said(
        Say.ANNULLED_AFTER_RESULT if vote.result else Say.ANNULLED_BEFORE_RESULT,
        ground=annulment.ground,
        proposed=proposed,
        confirmed=people.actor(annulment.confirmed_by),
        at=Clock(annulment.confirmed_at),
    )
