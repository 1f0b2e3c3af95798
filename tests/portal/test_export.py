"""Anybody can check the downloads with nothing but hashes and the public key, and a table is only ever a table."""

import csv
import io
import json
from base64 import b64decode
from hashlib import sha256
from typing import Any

import pytest
import rfc8785
from django.test import Client
from django.urls import reverse

from agenda.models import Meeting
from ledger.domain import note, proofs
from ledger.domain.tree import fold, leaf_hash, push
from tests.minutes.evening import evening
from tests.minutes.story import NAMES, TITLES, Story
from tests.portal.conftest import Tell
from tests.voting.domain.beginnings import without_abstaining
from tests.voting.domain.test_correspondence_steps import decided, sent_out, time_is_over, write


def download(client: Client, name: str, meeting: Meeting, **asked: object) -> bytes:
    answer = client.get(reverse(name, args=[meeting.pk]), asked)
    assert answer.status_code == 200
    return answer.content


def lines(client: Client, meeting: Meeting) -> list[dict[str, Any]]:
    return [json.loads(line) for line in download(client, "ledger-export", meeting).splitlines()]


def leaf(line: dict[str, Any]) -> bytes:
    return rfc8785.dumps(line["leaf"])


def root(leaves: list[bytes]) -> bytes:
    nodes: list[bytes] = []
    for size, found in enumerate(leaves):
        push(nodes, size, leaf_hash(found))
    return fold(nodes)


class TestLedger:
    def test_its_leaves_are_what_the_checkpoint_signs(self, client: Client, adjourned: Meeting) -> None:
        leaves = [leaf(line) for line in lines(client, adjourned)]
        told = json.loads(download(client, "checkpoints", adjourned))
        name, key = note.read_verifier_key(told["verifier_keys"][0])
        (signed,) = told["checkpoints"]
        says = note.read_commitment(note.verify(signed["note"], name=name, public_keys=[key]))
        assert says == note.Commitment(told["origin"], signed["size"], root(leaves))
        assert signed["size"] == len(leaves)

    def test_what_is_opened_has_the_digest_of_its_leaf(self, client: Client, adjourned: Meeting) -> None:
        opened = [line for line in lines(client, adjourned) if "opening" in line]
        for line in opened:
            told = {name: line["opening"][name] for name in ("actor", "body")}
            salted = bytes.fromhex(line["opening"]["salt"]) + rfc8785.dumps(told)
            assert sha256(salted).hexdigest() == line["leaf"]["digest"]
        assert len(opened) == len(evening().lines) - 1

    def test_it_says_what_was_told(self, client: Client, adjourned: Meeting) -> None:
        told = [
            (line["leaf"]["kind"], line["opening"]["body"])
            for line in lines(client, adjourned)
            if "opening" in line
        ]
        expected = [(kind, body) for _, kind, _, _, body in evening() if kind != "agenda.member.recused"]
        assert [list(pair) for pair in told] == json.loads(json.dumps(expected))


class TestProofs:
    @pytest.mark.parametrize(("entry", "size"), [(0, 1), (0, 7), (6, 7), (20, 33), (32, None)])
    def test_an_entry_is_in_the_ledger(
        self, client: Client, adjourned: Meeting, entry: int, size: int | None
    ) -> None:
        asked = {"entry": entry} | ({"size": size} if size else {})
        told = json.loads(download(client, "inclusion-proof", adjourned, **asked))
        every = [leaf(line) for line in lines(client, adjourned)]
        assert told["size"] == (size or len(every))
        assert b64decode(told["root"]) == root(every[: told["size"]])
        assert leaf(told) == every[entry]
        assert proofs.verify_inclusion(
            leaf=b64decode(told["leaf_hash"]),
            index=entry,
            size=told["size"],
            proof=[b64decode(node) for node in told["proof"]],
            root=b64decode(told["root"]),
        )

    @pytest.mark.parametrize(("old", "new"), [(1, 2), (3, 7), (8, 33), (5, 5), (4, None)])
    def test_the_ledger_only_grew(
        self, client: Client, adjourned: Meeting, old: int, new: int | None
    ) -> None:
        asked = {"old": old} | ({"new": new} if new else {})
        told = json.loads(download(client, "consistency-proof", adjourned, **asked))
        assert proofs.verify_consistency(
            old=told["old"],
            new=told["new"],
            proof=[b64decode(node) for node in told["proof"]],
            old_root=b64decode(told["old_root"]),
            new_root=b64decode(told["new_root"]),
        )

    @pytest.mark.parametrize(
        ("name", "asked"),
        [
            ("inclusion-proof", {}),
            ("inclusion-proof", {"entry": "100000"}),
            ("inclusion-proof", {"entry": "3", "size": "3"}),
            ("inclusion-proof", {"entry": "-1"}),
            ("inclusion-proof", {"entry": "²"}),
            ("inclusion-proof", {"entry": "1", "size": "100000"}),
            ("inclusion-proof", {"entry": "1", "size": "x"}),
            ("consistency-proof", {}),
            ("consistency-proof", {"old": "0"}),
            ("consistency-proof", {"old": "3", "new": "2"}),
            ("consistency-proof", {"old": "3", "new": "9" * 40}),
        ],
    )
    def test_what_the_ledger_does_not_have_has_no_proof(
        self, client: Client, adjourned: Meeting, name: str, asked: dict[str, str]
    ) -> None:
        answer = client.get(reverse(name, args=[adjourned.pk]), asked)
        assert (answer.status_code, answer.json()) == (400, {"error": "out-of-range"})


class TestVotesTable:
    def rows(self, client: Client, meeting: Meeting) -> list[dict[str, str]]:
        text = download(client, "votes-table", meeting).decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    def test_it_has_every_person_of_every_named_vote(self, client: Client, adjourned: Meeting) -> None:
        rows = self.rows(client, adjourned)
        assert [sum(row["vote"] == vote for row in rows) for vote in "12345"] == [17, 17, 17, 17, 17]
        for vote in "1235":
            of_vote = [row for row in rows if row["vote"] == vote]
            for position in ("for", "against", "abstain", "not_voting", "recused", "absent", "unreachable"):
                assert {int(row[position]) for row in of_vote} == {
                    sum(row["position"] == position for row in of_vote)
                }

    def test_a_show_of_hands_has_numbers_and_no_names(self, client: Client, adjourned: Meeting) -> None:
        rows = [row for row in self.rows(client, adjourned) if row["mode"] == "hands"]
        assert {(row["for"], row["against"], row["abstain"]) for row in rows} == {("6", "5", "2")}
        assert {row["position"] for row in rows} == {"unnamed", "absent"}

    def test_an_annulled_vote_stays_and_says_so(self, client: Client, adjourned: Meeting) -> None:
        annulled = {row["vote"] for row in self.rows(client, adjourned) if row["is_annulled"] == "yes"}
        assert annulled == {"2"}

    def test_no_cell_is_a_formula(self, client: Client, tell: Tell) -> None:
        names, titles = ("=cmd|' /C calc'!A0", "+7 359", *NAMES[2:]), ("@SUM(A1)", *TITLES[1:])
        story = Story(names, titles).arrive(*names).open().activate(titles[0])
        story.vote(titles[0], dict.fromkeys(names, "for"))
        rows = self.rows(client, tell(story))
        assert rows[0]["title"] == "'@SUM(A1)"
        assert {row["person"] for row in rows} >= {"'=cmd|' /C calc'!A0", "'+7 359"}
        assert not [cell for row in rows for cell in row.values() if cell[:1] in "=+-@" and cell]

    def test_where_abstaining_was_no_choice_neither_table_nor_page_has_a_place_for_it(
        self, client: Client, tell: Tell
    ) -> None:
        story, vote = without_abstaining()
        positions = dict.fromkeys(NAMES[:12], "not_voting") | dict.fromkeys(NAMES[12:], "absent")
        meeting = tell(story.close(vote).declare(vote, positions))
        assert {"abstain", "against"} & set(self.rows(client, meeting)[0]) == {"against"}
        page = client.get(reverse("vote", args=[meeting.pk, 1]), {"language": "en"}).content.decode()
        assert "position-against" in page or "against" in page
        assert "abstained" not in page

    def test_a_vote_without_a_result_is_not_in_it(self, client: Client, tell: Tell) -> None:
        story = Story().arrive(*NAMES).open().activate(TITLES[0])
        vote = story.prepare(TITLES[0])
        story.open_vote(vote).cast(vote, NAMES[0], "for").close(vote, NAMES[1:])
        assert self.rows(client, tell(story)) == []


def test_a_vote_by_correspondence_is_told_by_name_and_its_answers_are_opened(
    client: Client, tell: Tell
) -> None:
    told = write(write(sent_out(), NAMES[0], "against"), NAMES[1])
    write(told, NAMES[0])
    meeting = tell(decided(time_is_over(told), dict.fromkeys(NAMES[:2], "for")))
    table = download(client, "votes-table", meeting).decode("utf-8-sig")
    rows = {row["person"]: row for row in csv.DictReader(io.StringIO(table))}
    assert {row["mode"] for row in rows.values()} == {"correspondence"}
    assert [rows[name]["position"] for name in NAMES[:3]] == ["for", "for", "absent"]
    written = [
        line.get("opening", {}).get("body", {}).get("choice")
        for line in lines(client, meeting)
        if line["leaf"]["kind"] == "voting.answer.written"
    ]
    assert written == [None, "for", "for"]
    page = client.get(
        reverse("meeting", args=[meeting.pk]), headers={"accept-language": "en"}
    ).content.decode()
    assert "by correspondence" in page
