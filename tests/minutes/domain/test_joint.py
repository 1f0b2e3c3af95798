"""What the minutes say of items decided by one vote, and of those that were taken out of it."""

from minutes.domain.paragraphs import compose
from minutes.domain.phrases import Say
from tests.minutes.domain.telling import WITNESS
from tests.minutes.story import TITLES, Story, id_of
from tests.voting.domain.beginnings import ANNA, BORIS, FIRST, SECOND, opened
from voting.domain.record import read_record

THIRD = TITLES[2]
CHOICES = {ANNA: "for", BORIS: "for"}


def joined() -> tuple[Story, str]:
    """Return a story in which the second item and the third are joined to a vote on the first."""
    story = opened()
    vote = story.prepare(FIRST)
    items = [
        {
            "motion": id_of(title + "!"),
            "item": id_of(title),
            "number": number,
            "title": title,
            "text": f"Приема: {title}",
        }
        for number, title in (("2", SECOND), ("3", THIRD))
    ]
    return story.tell("voting.items.joined", vote=vote, items=items), vote


def declare(story: Story, vote: str, *, decision: str) -> Story:
    story.open_vote(vote)
    for name, choice in CHOICES.items():
        story.cast(vote, name, choice)
    together = [{"motion": id_of(title + "!"), "decision": decision} for title in (SECOND, THIRD)]
    positions = {name: story.position(name, CHOICES, []) for name in story.names}
    return story.close(vote).declare(vote, positions, joined=together)


def told(story: Story) -> str:
    return repr(compose(read_record(story.adjourn()), WITNESS))


def test_each_item_is_told_with_its_decision_and_the_vote_that_took_it() -> None:
    said = told(declare(*joined(), decision="7/2026"))
    assert "7/2026" in said
    for say in (Say.TOGETHER, Say.JOINT_ITEM_DECIDED, Say.DECIDED_WITH_NUMBER):
        assert said.count(repr(say)) == (1 if say is Say.TOGETHER else 2)


def test_a_body_that_numbers_nothing_has_its_items_told_without_a_number() -> None:
    said = told(declare(*joined(), decision=""))
    for say in (Say.JOINT_ITEM, Say.DECIDED_WITH):
        assert said.count(repr(say)) == 2


def test_what_was_taken_out_of_a_vote_is_told_with_who_did_it() -> None:
    story, vote = joined()
    for title, number in ((SECOND, "2"), (THIRD, "3")):
        where = {"motion": id_of(title + "!"), "item": id_of(title), "number": number}
        story.tell("voting.item.pulled", vote=vote, person=id_of(ANNA), name=ANNA, **where)
    story.open_vote(vote).cast(vote, ANNA, "for").close(vote)
    positions = {name: story.position(name, {ANNA: "for"}, []) for name in story.names}
    said = told(story.declare(vote, positions))
    assert said.count(repr(Say.TAKEN_OUT_BY)) == 2
    assert repr(Say.DECIDED_WITH) not in said


def test_nothing_is_told_of_items_of_a_vote_that_was_withdrawn() -> None:
    story, vote = joined()
    story.tell("voting.vote.withdrawn", vote=vote)
    headings = [repr(part) for part in compose(read_record(story.adjourn()), WITNESS)]
    assert sum(repr(Say.ITEM_HEADING) in heading for heading in headings) == 1
