"""Which entries may be opened: every kind has its rule, and no direction is told before the close of its vote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.kinds import Kind
from portal.domain.disclosure import OPEN, OPEN_AFTER_CLOSE, SEALED, Line, opened
from tests.minutes.evening import evening
from tests.minutes.story import NAMES, TITLES, Story
from tests.voting.domain.test_correspondence_steps import (
    entered,
    object_to,
    prepared,
    sent_out,
    time_is_over,
    write,
)


def lines(story: Story) -> list[Line]:
    return [(sequence, kind, body) for sequence, kind, _, _, body in story]


def sealed(story: Story) -> list[tuple[str, str]]:
    """Return kind and choice of the entries that stay sealed."""
    found = opened(lines(story))
    return [(kind, body.get("choice", "")) for sequence, kind, body in lines(story) if sequence not in found]


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_exactly_one_rule(kind: Kind) -> None:
    assert [kind in rule for rule in (OPEN, OPEN_AFTER_CLOSE, SEALED)].count(True) == 1


def test_after_an_evening_only_the_ground_of_a_recusal_stays_sealed() -> None:
    assert sealed(evening()) == [("agenda.member.recused", "")]


@pytest.fixture
def story() -> Story:
    return Story().arrive(*NAMES[:10]).open().activate(TITLES[0])


def test_ballots_open_with_the_close(story: Story) -> None:
    vote = story.prepare(TITLES[0])
    story.open_vote(vote).cast(vote, NAMES[0], "for").cast(vote, NAMES[1], "against")
    assert sealed(story) == [("voting.ballot.cast", "for"), ("voting.ballot.cast", "against")]
    story.tell("voting.vote.held", vote=vote)
    assert len(sealed(story)) == 2
    story.tell("voting.vote.resumed", vote=vote).close(vote)
    assert sealed(story) == []


def test_of_a_person_only_the_last_press_is_opened(story: Story) -> None:
    vote = story.prepare(TITLES[0])
    story.open_vote(vote).cast(vote, NAMES[0], "for").cast(vote, NAMES[1], "abstain")
    story.cast(vote, NAMES[0], "against", press=2).close(vote)
    assert sealed(story) == [("voting.ballot.cast", "for")]


def test_ballots_of_a_vote_annulled_while_open_stay_sealed(story: Story) -> None:
    vote = story.prepare(TITLES[0])
    story.open_vote(vote).cast(vote, NAMES[0], "for")
    story.tell("voting.annulment.proposed", vote=vote, ground="г").tell(
        "voting.vote.annulled", vote=vote, ground="г"
    )
    assert sealed(story) == [("voting.ballot.cast", "for")]


def test_ballots_of_a_vote_annulled_after_its_close_stay_visible(story: Story) -> None:
    vote = story.vote(TITLES[0], {NAMES[0]: "for"})
    story.tell("voting.annulment.proposed", vote=vote, ground="г").tell(
        "voting.vote.annulled", vote=vote, ground="г"
    )
    assert sealed(story) == []


def test_a_show_of_hands_opens_its_counts_and_not_the_presses_before_it(story: Story) -> None:
    vote = story.prepare(TITLES[0])
    story.open_vote(vote).cast(vote, NAMES[0], "for").tell("voting.vote.fell_back", vote=vote, mode="hands")
    numbers = {"for": 5, "against": 4, "abstain": 1}
    story.tell("voting.hands.counted", vote=vote, **numbers).tell(
        "voting.hands.counted", vote=vote, **numbers
    )
    assert len(sealed(story)) == 3
    story.close(vote)
    assert sealed(story) == [("voting.ballot.cast", "for")]


@pytest.mark.parametrize("moved", [False, True])
def test_ballots_of_a_vote_without_names_are_never_opened(story: Story, moved: bool) -> None:
    vote = story.prepare(TITLES[0], mode="electronic" if moved else "electronic_unnamed")
    story.open_vote(vote)
    if moved:
        story.cast(vote, NAMES[2], "abstain")
        story.tell("voting.vote.fell_back", vote=vote, mode="electronic_unnamed")
    story.cast(vote, NAMES[0], "for").cast(vote, NAMES[1], "against").close(vote)
    everything = [("voting.ballot.cast", "for"), ("voting.ballot.cast", "against")]
    assert sealed(story) == [("voting.ballot.cast", "abstain")] * moved + everything


def test_ballots_of_another_vote_are_opened_all_the_same(story: Story) -> None:
    first = story.prepare(TITLES[0], mode="electronic_unnamed")
    story.tell("voting.vote.fell_back", vote=first, mode="electronic")
    story.open_vote(first).cast(first, NAMES[0], "for").close(first)
    assert sealed(story) == []


def test_answers_in_writing_open_with_the_close_of_the_vote_that_took_them_over() -> None:
    story = write(write(sent_out(), NAMES[0], "against"), NAMES[1], "abstain", title=TITLES[1])
    write(write(story, NAMES[0]), NAMES[2], "against")
    object_to(story, NAMES[3])
    assert {kind for kind, _ in sealed(story)} == {"agenda.member.arrived", "voting.answer.written"}
    vote = prepared(time_is_over(story))
    entered(entered(story.open_vote(vote), vote, NAMES[0], "for"), vote, NAMES[2], "against")
    written = ["against", "abstain", "for", "against"]
    assert sealed(story) == [("voting.answer.written", choice) for choice in written]
    story.close(vote, [NAMES[1]])
    assert sealed(story) == [("voting.answer.written", choice) for choice in written[:2]]


def test_who_answered_is_told_once_it_is_over_and_how_never_without_a_vote() -> None:
    story = write(sent_out(), NAMES[0])
    story.tell("agenda.quorum.checked", people=[])
    hidden = {"agenda.member.arrived", "agenda.quorum.checked", "voting.answer.written"}
    assert {kind for kind, _ in sealed(story)} == hidden
    story.adjourn()
    assert sealed(story) == [("voting.answer.written", "for")]


def test_an_unknown_kind_stays_sealed() -> None:
    assert opened([(0, "voting.choice.shouted", {})]) == frozenset()


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("cast"), st.integers(0, 2), st.integers(0, 3)),
        st.tuples(st.sampled_from(["close", "fall_back", "annul"]), st.integers(0, 2), st.just(0)),
    ),
    max_size=60,
)
KINDS = {
    "cast": Kind.BALLOT_CAST,
    "close": Kind.VOTE_CLOSED,
    "fall_back": Kind.VOTE_FELL_BACK,
    "annul": Kind.VOTE_ANNULLED,
}


@given(ACTS)
def test_a_ballot_is_opened_only_by_the_close_of_its_vote_and_only_the_last_of_its_person(
    acts: list[tuple[str, int, int]],
) -> None:
    told: list[Line] = [
        (number, KINDS[act], {"vote": f"v{vote}", "person": f"p{person}"})
        for number, (act, vote, person) in enumerate(acts)
    ]
    found = opened(told)
    for number, (act, vote, person) in enumerate(acts):
        if act != "cast":
            continue
        after = [(kind, whose) for kind, of, whose in acts[number + 1 :] if of == vote]
        until = [kind for kind, _ in after]
        is_closed = "close" in until and "fall_back" not in until[: until.index("close")]
        is_replaced = is_closed and ("cast", person) in after[: until.index("close")]
        assert (number in found) == (is_closed and not is_replaced)


def test_whatever_names_a_closed_item_or_what_belongs_to_it_stays_sealed() -> None:
    lines: list[Line] = [
        (0, Kind.MEETING_OPENED, {"items": [{"item": "i", "title": ""}, {"item": "j", "title": "J"}]}),
        (1, Kind.ITEM_CLOSED, {"item": "i", "motions": [{"motion": "m"}], "papers": [{"paper": "p"}]}),
        (2, Kind.FLOOR_REQUESTED, {"request": "r", "item": None}),
        (3, Kind.FLOOR_GIVEN, {"request": "r", "item": "i"}),
        (4, Kind.FLOOR_ENDED, {"request": "r", "name": "Anna"}),
        (5, Kind.VOTE_PREPARED, {"vote": "v", "motion": "m"}),
        (6, Kind.VOTE_CLOSED, {"vote": "v", "missing": ["a", {"b": "c"}], "n": 1}),
        (7, Kind.AGENDA_ADOPTED, {"vote": "w", "items": [{"item": "i", "title": "I"}]}),
        (8, Kind.VOTE_DECLARED, {"vote": "w"}),
        (9, Kind.CORRECTION_ENTERED, {"about": "entry", "subject": "4"}),
        (10, Kind.CORRECTION_ENTERED, {"about": "person", "subject": "a"}),
        (11, Kind.CORRECTION_ENTERED, {"about": "entry", "subject": "8"}),
    ]
    assert opened(lines) == {0, 8, 10, 11}
    assert opened(lines[:1] + lines[2:]) >= {0, 3, 7}


def test_checks_and_changes_of_the_chair_stay_sealed_while_a_closed_item_is_before_the_meeting() -> None:
    told = [Kind.QUORUM_CHECKED, Kind.PRESIDING_CHANGED]
    acts: list[tuple[str, dict[str, str]]] = [
        (Kind.ITEM_CLOSED, {"item": "i"}),
        *((kind, {}) for kind in told),
        (Kind.ITEM_ACTIVATED, {"item": "i"}),
        (Kind.ITEM_FINISHED, {"item": "j"}),
        *((kind, {}) for kind in told),
        (Kind.ITEM_FINISHED, {"item": "i"}),
        *((kind, {}) for kind in told),
        (Kind.ITEM_ACTIVATED, {"item": "j"}),
        *((kind, {}) for kind in told),
    ]
    found = opened([(number, kind, body) for number, (kind, body) in enumerate(acts)])
    assert [number for number, (kind, _) in enumerate(acts) if kind in told and number not in found] == [5, 6]
