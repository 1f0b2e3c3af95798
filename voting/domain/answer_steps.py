"""What each entry about a vote taken by voice, by named hands or on paper adds to the record being read."""

from dataclasses import replace

from voting.domain import bodies
from voting.domain.choices import Answer, Standing
from voting.domain.correspondence_steps import require_as_written
from voting.domain.elections import require_votes
from voting.domain.facts import AnswerRecord, PapersRecord
from voting.domain.modes import ANSWERED, ENTERED
from voting.domain.papers import NUMBERS, Papers, WrongPapers
from voting.domain.proxy_steps import give_in_person, usable
from voting.domain.reading import Contradiction, Reading, moved, require_offered
from voting.domain.stages import Mode, VoteAct


def order_call(reading: Reading, body: bodies.CallOrdered) -> None:
    """Change the order in which names are called; those who have answered keep their answers."""
    vote = moved(reading, body.vote, VoteAct.ORDER_CALL)
    if vote.mode not in ENTERED:
        raise Contradiction("not-by-name", body.vote)
    if body.order is vote.call_order:
        raise Contradiction("same-order", body.vote)
    reading.votes[body.vote] = replace(vote, call_order=body.order)


def answer(reading: Reading, body: bodies.AnswerEntered) -> None:
    """Take what somebody present on the roll answered, or by proxy the holder; a different one corrects it."""
    vote = moved(reading, body.vote, VoteAct.ENTER_ANSWER)
    if vote.mode not in ANSWERED:
        raise Contradiction("not-by-name", body.vote)
    require_offered(vote, is_abstaining=body.answer is Answer.ABSTAIN)
    line = reading.rolls[body.vote].get(body.person)
    if line is None or line.standing is not Standing.PRESENT:
        raise Contradiction("may-not-vote", body.person)
    holder = line.proxy.person if line.proxy and body.person not in reading.present else None
    if holder is not None and usable(reading).get(body.person) != holder:
        raise Contradiction("not-represented", body.person)
    require_as_written(reading, vote, body)
    answers = reading.answers.setdefault(body.vote, {})
    earlier = answers.get(body.person)
    if earlier is not None and earlier.answer is body.answer:
        raise Contradiction("same-answer", body.person)
    before = (*earlier.before, earlier.answer) if earlier else ()
    answers[body.person] = AnswerRecord(person=body.person, answer=body.answer, at=reading.at, before=before)
    give_in_person(reading, body.vote, body.person)


def count_papers(reading: Reading, body: bodies.PapersCounted) -> None:
    """Take the tellers' count; a recount while the vote is open replaces it."""
    vote = moved(reading, body.vote, VoteAct.COUNT_PAPERS)
    if vote.mode is not Mode.PAPER:
        raise Contradiction("not-on-paper", body.vote)
    require_offered(vote, is_abstaining=body.abstain > 0)
    numbers = {name: getattr(body, "for_" if name == "for" else name) for name in NUMBERS}
    try:
        count = Papers.of(numbers, body.tellers, body.votes)
        if vote.contest is not None:
            require_votes(vote.contest, body.votes, valid=body.valid)
    except WrongPapers as wrong:
        raise Contradiction("papers-do-not-add-up", str(wrong)) from None
    reading.votes[body.vote] = replace(
        vote, papers=PapersRecord(count=count, at=reading.at, actor=reading.actor)
    )
