"""The rows that follow from a meeting's entries, and results counted again from them."""

from datetime import UTC, datetime

import pytest

from tests.minutes.evening import evening
from tests.minutes.story import NAMES, TITLES, Story, id_of
from voting.domain.projection import Tables, project
from voting.domain.record import read_record

ANNA, BORIS, VASIL = NAMES[1:4]
FIRST = TITLES[0]


def tables(story: Story) -> Tables:
    return project(read_record(story), story)


def opened(*present: str) -> Story:
    story = Story()
    story.arrive(*(present or NAMES)).open().activate(FIRST)
    return story


def recused(story: Story, name: str) -> str:
    """Recuse somebody on the first item, and return their name."""
    body = {"item": id_of(FIRST), "person": id_of(name), "name": name, "ground": ""}
    story.tell("agenda.member.recused", actor=story.clerk, **body)
    return name


def test_an_empty_log_is_a_draft() -> None:
    given = project(read_record([]), [])
    assert given["meeting"] == {
        (): dict.fromkeys(("opened_at", "adjourned_at", "rules", "quorum_check")) | {"stage": "draft"}
    }
    assert {name: rows for name, rows in given.items() if rows and name != "meeting"} == {}


def test_every_result_of_an_evening_is_found_again() -> None:
    record = read_record(evening())
    given = tables(evening())
    for vote in record.votes:
        row = given["vote"][(vote.vote,)]
        assert row["stage"] == vote.stage.value
        if vote.result is None:
            assert row["result"] is None
            continue
        result = row["result"]
        assert isinstance(result, dict)
        assert result["outcome"] == vote.result.outcome.value
        assert result["reason"]["obtained"] == vote.result.reason.obtained
        assert sum(result["tally"].values()) == len(NAMES)
        for named in vote.result.named:
            assert given["roll"][(vote.vote, named.line.person)]["position"] == named.position.value


def test_the_stages_of_items_and_motions_follow_the_course() -> None:
    story = opened()
    key = (id_of(FIRST),)
    assert tables(story)["item"][key]["stage"] == "active"
    vote = story.prepare(FIRST)
    assert tables(story)["item"][key]["stage"] == "being_voted"
    assert tables(story)["motion"][(id_of(FIRST + "!"),)]["stage"] == "being_voted"
    story.tell("voting.vote.withdrawn", vote=vote)
    assert tables(story)["motion"][(id_of(FIRST + "!"),)]["stage"] == "pending"
    story.vote(FIRST, {ANNA: "for"})
    assert tables(story)["motion"][(id_of(FIRST + "!"),)]["stage"] == "done"
    story.activate(TITLES[1])
    assert tables(story)["item"][key]["stage"] == "done"
    story.activate(FIRST)
    assert tables(story)["item"][key]["stage"] == "active"
    story.adjourn()
    given = tables(story)
    assert (given["item"][key]["stage"], given["meeting"][()]["stage"]) == ("done", "adjourned")
    assert given["item"][(id_of(TITLES[2]),)]["stage"] == "pending"


def test_each_position_of_a_closed_vote_is_found() -> None:
    story = opened(ANNA, BORIS, VASIL, NAMES[4], NAMES[5])
    vote = story.prepare(FIRST)
    story.open_vote(vote, recused=[recused(story, NAMES[5])]).cast(vote, ANNA, "abstain")
    assert tables(story)["roll"][(vote, id_of(ANNA))]["position"] == ""
    story.leave(ANNA, VASIL)
    missing = [id_of(BORIS), id_of(NAMES[4])]
    story.tell("voting.vote.closed", vote=vote, missing=missing, unreachable=missing[1:])
    roll = tables(story)["roll"]
    assert [roll[(vote, id_of(name))]["position"] for name in NAMES[:6]] == [
        "absent",
        "abstain",
        "not_voting",
        "absent",
        "unreachable",
        "recused",
    ]


def test_raised_hands_have_no_names() -> None:
    story = opened(ANNA, BORIS, VASIL, NAMES[4])
    vote = story.prepare(FIRST, mode="hands")
    story.open_vote(vote, recused=[recused(story, NAMES[4])])
    story.tell("voting.hands.counted", **{"vote": vote, "for": 2, "against": 0, "abstain": 0})
    story.close(vote)
    given = tables(story)
    assert given["vote"][(vote,)]["hands"] == {"for": 2, "against": 0, "abstain": 0}
    assert [given["roll"][(vote, id_of(name))]["position"] for name in NAMES[:5]] == [
        "absent",
        "unnamed",
        "unnamed",
        "unnamed",
        "recused",
    ]


def test_a_count_of_papers_is_found_again() -> None:
    story = opened(ANNA, BORIS, VASIL)
    orders = {"counts_unreachable_as_present": True}
    story.lines[3][4]["rules"]["orders"] = orders
    vote = story.prepare(FIRST, mode="paper")
    story.open_vote(vote)
    count = {"issued": 3, "returned": 3, "valid": 2, "invalid": 1, "blank": 0}
    count |= {"for": 2, "against": 0, "abstain": 0}
    story.tell(
        "voting.papers.counted", actor=story.clerk, vote=vote, **count, tellers=["Т. Първи", "Т. Втори"]
    )
    story.close(vote)
    told = dict.fromkeys(("not_voting", "recused", "absent", "unreachable", "blank"), 0)
    told |= {"for": 2, "against": 0, "abstain": 0, "absent": len(NAMES) - 3, "invalid": 1}
    positions = {id_of(name): "unnamed" if name in (ANNA, BORIS, VASIL) else "absent" for name in NAMES}
    verdict = story.verdict(told, 3)
    story.tell("voting.vote.declared", vote=vote, positions=positions, tally=told, **verdict, decision="1")
    result = tables(story)["vote"][(vote,)]["result"]
    assert isinstance(result, dict)
    assert {name: result["tally"][name] for name in ("for", "invalid", "absent")} == {
        "for": 2,
        "invalid": 1,
        "absent": len(NAMES) - 3,
    }


@pytest.mark.parametrize(("counts", "size"), [(True, 3), (False, 2)])
def test_the_unreachable_are_counted_as_the_rules_of_the_day_said(counts: bool, size: int) -> None:
    story = opened(ANNA, BORIS, VASIL)
    opening = next(body for _, kind, _, _, body in story.lines if kind == "agenda.meeting.opened")
    opening["rules"]["orders"] = {"counts_unreachable_as_present": counts}
    vote = story.prepare(FIRST)
    story.open_vote(vote).cast(vote, ANNA, "for")
    missing = [id_of(BORIS), id_of(VASIL)]
    story.tell("voting.vote.closed", vote=vote, missing=missing, unreachable=missing[1:])
    positions = dict.fromkeys(NAMES, "absent") | {ANNA: "for", BORIS: "not_voting", VASIL: "unreachable"}
    story.declare(vote, positions, **story.verdict(dict.fromkeys(("for",), 1) | {"against": 0}, size))
    result = tables(story)["vote"][(vote,)]["result"]
    assert isinstance(result, dict)
    assert result["reason"]["base_size"] == size


def test_stays_are_rows_of_their_own() -> None:
    story = Story()
    story.arrive(ANNA).leave(ANNA).arrive(ANNA)
    rows = tables(story)["attendance"]
    assert len(rows) == 2
    assert {key[0] for key in rows} == {id_of(ANNA)}
    assert sorted(bool(key[2]) for key in rows) == [False, True]
    assert list(rows.values()) == [{"times": 1}, {"times": 1}]


def test_stays_of_the_same_instant_are_counted() -> None:
    body = {"person": id_of(ANNA), "name": ANNA, "by_self": True}
    at = datetime(2026, 11, 21, tzinfo=UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    kinds = ["agenda.member.arrived", "agenda.member.left"] * 2
    lines = [(place, kind, at, "clerk:x", body) for place, kind in enumerate(kinds)]
    assert list(project(read_record(lines), lines)["attendance"].values()) == [{"times": 2}]


def test_an_annulment_is_a_row_once_it_is_proposed() -> None:
    story = opened()
    vote = story.vote(FIRST, {})
    story.tell("voting.annulment.proposed", vote=vote, ground="g")
    proposed = tables(story)["annulment"][(vote,)]
    assert (proposed["proposed_by"], proposed["confirmed_by"], proposed["confirmed_at"]) == (
        story.chair.partition(":")[2],
        None,
        None,
    )
    story.tell(
        "voting.vote.annulled", actor=story.clerk, vote=vote, ground="g", proposed_by=proposed["proposed_by"]
    )
    assert tables(story)["annulment"][(vote,)]["confirmed_by"] == story.clerk.partition(":")[2]
