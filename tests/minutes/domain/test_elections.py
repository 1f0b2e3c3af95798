"""What the minutes say about elections: nominations, the votes of each candidate, who is elected, and what follows."""

from minutes.domain.blocks import Facts, Sentence, Table, Verdict
from minutes.domain.phrases import Phrase, Say
from tests.minutes.domain.telling import minutes, of, opened, says
from tests.minutes.story import Story, id_of
from tests.voting.domain.election_story import (
    CANDIDATES,
    contest,
    counted,
    declared,
    entered,
    gone,
    nominated,
    prepared,
)

ANNA, BORIS, VERA = CANDIDATES
RUN_OFF = {"places": 1, "way": "run_off", "standing": [id_of(ANNA), id_of(BORIS)]}
LOT = {"seed": "07" * 32, "drawn": [id_of(BORIS), id_of(ANNA)]}


def hold(story: Story, votes: dict[str, int], returned: dict[str, object], **more: object) -> Story:
    vote = prepared(story, contest(*votes, **more))
    return declared(counted(story, vote, votes), vote, votes, returned)


def said_in(story: Story) -> set[Say]:
    return {say for part in minutes(story.adjourn()) for say in says(part)}


def test_an_election_is_told_from_the_nominations_to_the_elected() -> None:
    story = gone(nominated(entered(opened(), *CANDIDATES), "Георги", "Анна Ангелова"), "Георги")
    hold(story, {ANNA: 5, BORIS: 4, VERA: 3}, RUN_OFF)
    hold(story, {ANNA: 7, BORIS: 5}, {"elected": [id_of(ANNA)]}, ballot=2, way="run_off")
    story.adjourn()
    nominations = [part.text.say for part in of(story, Sentence) if isinstance(part.text, Phrase)]
    assert [say for say in nominations if "CANDIDATE" in say.name or say is Say.ELECTION_ENTERED] == [
        Say.ELECTION_ENTERED,
        *[Say.CANDIDATE_NOMINATED] * 3,
        Say.CANDIDATE_NOMINATED_BY,
        Say.CANDIDATE_WITHDRAWN,
    ]
    first, second = (
        part.rows for part in of(story, Table) if part.columns[0].header == Phrase(Say.CANDIDATE)
    )
    assert first == ((ANNA, "5", ""), (BORIS, "4", ""), (VERA, "3", ""))
    assert second == ((ANNA, "7", Phrase(Say.ELECTED)), (BORIS, "5", ""))
    assert [part.outcome for part in of(story, Verdict)] == [Phrase(Say.NOT_ELECTED), Phrase(Say.ELECTED)]
    assert {Say.BALLOT_FIRST, Say.BALLOT_FURTHER} <= {say for part in of(story, Facts) for say in says(part)}


def test_the_most_votes_and_the_lot_are_told() -> None:
    story = entered(opened(), ANNA, BORIS)
    hold(story, {ANNA: 6, BORIS: 6}, {"places": 1, "way": "most", "standing": [id_of(ANNA), id_of(BORIS)]})
    hold(story, {ANNA: 6, BORIS: 6}, {"elected": [id_of(BORIS)], "lot": LOT}, ballot=2, way="most")
    assert {Say.REASON_BALLOT, Say.BALLOT_FOLLOWS, Say.REASON_MOST, Say.EQUALS_DRAWN} <= said_in(story)


def test_the_decision_says_whether_anybody_is_elected() -> None:
    for returned, say in (
        ({"elected": [id_of(ANNA)]}, Say.DECISION_ELECTED),
        ({"places": 1}, Say.DECISION_NOT_ELECTED),
    ):
        story = entered(opened(), ANNA)
        vote = prepared(story, contest(ANNA))
        declared(counted(story, vote, {ANNA: 7}), vote, {ANNA: 7}, returned, decision="5")
        assert say in said_in(story)


def test_an_annulled_election_keeps_its_number() -> None:
    story = entered(opened(), ANNA)
    vote = prepared(story, contest(ANNA))
    declared(counted(story, vote, {ANNA: 7}), vote, {ANNA: 7}, {"elected": [id_of(ANNA)]}, decision="5")
    story.tell("voting.annulment.proposed", vote=vote, ground="g", actor=story.clerk)
    story.tell("voting.vote.annulled", vote=vote, ground="g", proposed_by=story.clerk.partition(":")[2])
    assert Say.DECISION_ANNULLED in said_in(story)
