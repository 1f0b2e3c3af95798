"""Items closed to the public: read from their entries, and what the public may know of a record with some."""

import pytest

from tests.minutes.story import CHAIR, CLERK, NAMES, TITLES, Story, id_of
from tests.voting.domain.beginnings import fault_of
from tests.voting.domain.election_story import CANDIDATES, contest, counted, declared, entered, prepared
from tests.voting.domain.moved import advanced, moved
from tests.voting.domain.test_correction_steps import corrected
from tests.voting.domain.test_correspondence_steps import sent_out, write
from tests.voting.domain.test_sitting_steps import asked, given, handed
from voting.domain.bodies import ItemActivated
from voting.domain.closed import closed_record, public_record
from voting.domain.facts import ItemResult, MeetingRecord
from voting.domain.majority import Outcome
from voting.domain.record import read_record

FIRST, SECOND = TITLES[:2]
ANNA, BORIS, _ = CANDIDATES
ALL = dict.fromkeys(NAMES, "for")


PAPER = {"paper": "p", "title": "Оценка", "digest": "0" * 64, "size": 9, "pages": 1}


def closed(story: Story, title: str, ground: str = "чл. 28", **more: object) -> Story:
    listed = next(item for item in Story().opening()["items"] if item["title"] == title)
    return story.tell("agenda.item.closed", **listed | more, ground=ground)


def masked(**more: object) -> Story:
    """Return a meeting whose first item was closed on the draft."""
    items = Story().opening()["items"]
    first = {"item": items[0]["item"], "number": items[0]["number"], "title": "", "motions": [], "papers": []}
    return closed(Story().arrive(*NAMES).open(items=[first, *items[1:]]), FIRST, "", **more)


def test_what_the_opening_masks_is_told_by_an_entry_of_its_own() -> None:
    record = read_record(masked().lines)
    assert (record.items[0].listed.title, record.items[0].is_closed) == (FIRST, True)
    assert [motion.item for motion in record.motions].count(id_of(FIRST)) == 1


def test_papers_of_what_the_opening_masks_are_told_with_it_and_are_the_closed_records() -> None:
    record = read_record(masked(papers=[PAPER]).lines)
    assert [paper.listed.title for paper in record.items[0].papers] == ["Оценка"]
    assert public_record(record).items[0].papers == ()


def test_a_speech_on_an_open_item_is_told_beside_a_closed_one() -> None:
    story = closed(Story().arrive(*NAMES).open().activate(SECOND), FIRST)
    asked(story, NAMES[0], "1", item=id_of(SECOND))
    given(story, NAMES[0], "1", id_of(SECOND))
    assert [speech.request for speech in public_record(read_record(story.lines)).sitting.speeches] == ["1"]


def test_an_item_is_closed_once_and_may_be_closed_when_it_is_added() -> None:
    assert fault_of(closed(closed(Story().arrive(*NAMES).open(), FIRST), FIRST))[1] == "closed-twice"
    items = Story().opening()["items"]
    added = closed(Story().arrive(*NAMES).open(items=items[1:]), FIRST)
    assert read_record(added.lines).items[-1].is_closed


def test_of_a_closed_item_the_public_knows_place_and_result() -> None:
    story = closed(Story().arrive(*NAMES).open().activate(FIRST), FIRST)
    vote = story.vote(FIRST, ALL)
    advanced(moved(story, "Добавя"), id_of("Добавя"), [id_of("Добавя")], [id_of("Добавя")])
    corrected(story, about="vote", subject=vote)
    story.activate(SECOND)
    story.vote(SECOND, ALL)
    record = read_record(story.lines)
    told = public_record(record)
    assert told.opening
    assert told.opening.said.items == ()
    assert (told.items[0].listed.title, told.items[0].listed.motions, told.items[0].ground) == ("", (), "")
    assert len(told.items[0].results) == 1
    assert [one.title for one in told.votes] == [SECOND]
    assert id_of(FIRST) not in {motion.item for motion in told.motions}
    assert (told.advances, told.corrections) == ((), ())
    assert [one.title for one in closed_record(record).votes] == [FIRST]


def test_only_corrections_of_entries_on_a_closed_item_are_closed_too() -> None:
    story = closed(Story().arrive(*NAMES).open().activate(FIRST), FIRST)
    hidden, told = [len(story.lines) - 1], [1]
    vote = story.vote(FIRST, {})
    hidden += [len(story.lines) - 4]
    asked(story, NAMES[0], "1", item=id_of(FIRST))
    given(story, NAMES[0], "1", id_of(FIRST))
    asked(story, NAMES[1], "2", kind="reply", to="1")
    handed(story, CHAIR, NAMES[1])
    hidden += [len(story.lines) - place for place in (1, 2, 4)]
    handed(story.activate(SECOND), NAMES[1], CHAIR)
    told += [len(story.lines) - 2, len(story.lines) - 1]
    for entry in (*hidden, *told):
        corrected(story, about="entry", subject=str(entry))
    corrected(story, about="vote", subject=vote)
    corrected(story, about="entry", subject=str(len(story.lines) - 1))
    record = read_record(story.lines)
    public, annex = (
        [int(made.said.subject) for made in shown.corrections if made.said.about == "entry"]
        for shown in (public_record(record), closed_record(record))
    )
    assert public == told
    assert annex == [*hidden, len(story.lines) - 2]


def test_without_closed_items_the_record_is_the_publics() -> None:
    record = read_record(Story().arrive(*NAMES).open().lines)
    assert public_record(record) is record
    assert closed_record(MeetingRecord()) == MeetingRecord()


def test_the_adopted_agenda_masks_what_was_closed_later() -> None:
    story = Story().arrive(*NAMES).open().activate(FIRST)
    vote = story.vote(FIRST, ALL)
    on = [
        {"item": id_of(title), "number": str(place), "title": title} for place, title in enumerate(TITLES, 1)
    ]
    story.tell("voting.agenda.adopted", vote=vote, number=1, items=on)
    (adoption,) = public_record(read_record(closed(story, SECOND).lines)).sitting.adoptions
    assert adoption.said.items[:2] == (
        ItemActivated(id_of(FIRST), "1", FIRST),
        ItemActivated(id_of(SECOND), "2", ""),
    )


@pytest.mark.parametrize("publishes", [True, False])
def test_the_rules_say_whether_results_are_told(*, publishes: bool) -> None:
    rules = {"digest": "d", "orders": {"sitting": {"publishes_closed": publishes}}}
    story = closed(Story().arrive(*NAMES).open(rules=rules).activate(FIRST), FIRST)
    story.vote(FIRST, ALL)
    story.activate(SECOND)
    assert bool(public_record(read_record(story.lines)).items[0].results) is publishes


def results(story: Story) -> tuple[ItemResult, ...]:
    return public_record(read_record(story.lines)).items[0].results


def test_only_the_vote_that_stands_is_told_and_none_while_the_item_is_dealt_with() -> None:
    story = closed(Story().arrive(*NAMES).open().activate(FIRST), FIRST)
    again = story.vote(FIRST, {}, repeats=story.vote(FIRST, ALL))
    assert results(story) == ()
    assert results(story.activate(SECOND)) == (ItemResult(Outcome.REJECTED, "102"),)
    story.tell("voting.annulment.proposed", actor=story.clerk, vote=again, ground="г")
    story.tell("voting.vote.annulled", vote=again, ground="г", proposed_by=id_of(CLERK))
    assert results(story) == (ItemResult(Outcome.ADOPTED, "101"),)


def test_of_an_election_its_last_ballot_is_told_in_its_words() -> None:
    story = closed(entered(Story().arrive(*NAMES[:12]).open().activate(FIRST), ANNA, BORIS), FIRST)
    run_off = {"places": 1, "way": "run_off", "standing": [id_of(ANNA), id_of(BORIS)]}
    for votes, returned, more in (
        ({ANNA: 6, BORIS: 6}, run_off, {}),
        ({ANNA: 7, BORIS: 5}, {"elected": [id_of(ANNA)]}, {"ballot": 2, "way": "run_off"}),
    ):
        vote = prepared(story, contest(*votes, **more))
        declared(counted(story, vote, votes), vote, votes, returned)
    assert results(story.adjourn()) == (ItemResult(Outcome.ADOPTED, "", is_election=True),)


@pytest.mark.parametrize(("choice", "found"), [("for", (1, "чл. 28")), ("against", (None, ""))])
def test_by_which_vote_an_item_was_closed_may_be_told(choice: str, found: tuple[int | None, str]) -> None:
    story = moved(Story().arrive(*NAMES).open().activate(FIRST), "Закрито", aim="closed")
    vote = story.prepare(FIRST, more={"motion": id_of("Закрито")})
    story.open_vote(vote)
    for name in NAMES:
        story.cast(vote, name, choice)
    story.close(vote).declare(vote, dict.fromkeys(NAMES, choice))
    item = public_record(read_record(closed(story, FIRST).lines)).items[0]
    assert (item.closed_by, item.ground) == found


def test_answers_in_writing_on_a_closed_item_are_not_the_public_s() -> None:
    story = write(write(closed(sent_out(), FIRST), NAMES[0], title=FIRST), NAMES[1], title=SECOND)
    record = read_record(story)
    assert len(record.written) == 2
    assert [one.person for one in public_record(record).written] == [id_of(NAMES[1])]
