"""What the minutes say about items decided by one vote: at the vote, and at the items that were joined to it."""

from minutes.domain.blocks import Plain, Sentence
from minutes.domain.phrases import Clock, Phrase, Say, Text, Value, said
from voting.domain.facts import MeetingRecord, VoteRecord


def joint_facts(vote: VoteRecord) -> list[tuple[Text, Text]]:
    """Return what a vote decides besides its own motion, and what was taken out of it, as pairs of label and text."""
    pairs: list[tuple[Text, Text]] = []
    for one in vote.together:
        told = {"number": one.number, "title": one.title, "text": one.text}
        decision = joint_decision(vote, one.motion)
        words = (
            said(Say.JOINT_ITEM_DECIDED, decision=decision, **told)
            if decision
            else said(Say.JOINT_ITEM, **told)
        )
        pairs.append((Phrase(Say.TOGETHER) if not pairs else "", words))
    return pairs + [
        (
            Phrase(Say.TAKEN_OUT),
            said(Say.TAKEN_OUT_BY, number=one.said.number, name=one.pulled.name, at=Clock(one.pulled_at)),
        )
        for one in vote.joined
        if one.pulled and one.pulled_at
    ]


def joint_decision(vote: VoteRecord, motion: str) -> str:
    """Return the number of the decision on a motion that was joined to a vote; nothing without one."""
    joined = vote.result.joined if vote.result else ()
    return next((one.decision for one in joined if one.motion == motion), "")


def tell_joint(record: MeetingRecord, item: str, outcomes: dict[str, Phrase]) -> list[Plain]:
    """Return by which votes on other items an item was decided; `outcomes` are what became of the votes, by their ids."""
    found: list[Plain] = []
    for vote in record.votes:
        for one in vote.together:
            if one.item != item or vote.opening is None:
                continue
            told: dict[str, Value] = {
                "item": vote.item_number,
                "vote": vote.number,
                "outcome": outcomes[vote.vote],
            }
            decision = joint_decision(vote, one.motion)
            words = (
                said(Say.DECIDED_WITH_NUMBER, decision=decision, **told)
                if decision
                else said(Say.DECIDED_WITH, **told)
            )
            found.append(Sentence(words))
    return found
