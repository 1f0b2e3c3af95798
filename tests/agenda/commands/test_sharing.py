"""One draft before several councils: offered by its key, taken over with its papers, decided by each for itself."""

from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from agenda.commands import receive_paper
from agenda.models import AgendaItem, Motion, Paper
from agenda.pdf import discard, folder_of
from agenda.refusals import (
    ClosedDraft,
    DraftChanged,
    DraftTaken,
    Forbidden,
    UnknownDraft,
    UnknownThing,
    WrongMeetingStage,
)
from council.domain.actors import Actor, ActorRole
from council.domain.rules import Majority, Tie
from council.domain.shares import HALF, Base
from kiosk import messages
from tests import papers
from tests.cast import CHAIR, CLERK, COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, Chamber
from voting.queries import differences

TITLE, TEXT = "Обща администрация", "Приема наредбата за общата администрация"


@pytest.fixture(autouse=True)
def _own_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PAPERS_DIR", tmp_path)


def other_clerk(foreign: Chamber) -> Actor:
    return Actor(ActorRole.CLERK, foreign.people[CLERK].pk)


def send_paper(
    chamber: Chamber, item: AgendaItem, name: str = "Доклад", *, replaces: UUID | None = None
) -> Paper:
    return receive_paper(
        meeting=chamber.meeting_now(),
        item_id=item.pk,
        name=f"{name}.pdf",
        content=[papers.pdf(f"Report {name}")],
        replaces=replaces,
        by=AS_CLERK,
        clock=chamber.at,
    )


@pytest.fixture
def offered(chamber: Chamber) -> AgendaItem:
    """Return an item that its council offers to others, with a paper."""
    item: AgendaItem = chamber.do(messages.ItemAdd, AS_CLERK, title=TITLE, text=TEXT, secrecy="named")
    send_paper(chamber, item)
    offer: AgendaItem = chamber.do(messages.DraftOffer, AS_CLERK, item=item.pk)
    return offer


def decide(chamber: Chamber, item: AgendaItem, choice: str) -> None:
    """Open the council's meeting and vote on the item, everybody alike."""
    chair = Actor(ActorRole.CHAIR, chamber.people[CHAIR].pk)
    people = [chamber.people[one].pk for one in COUNCILLORS]
    chamber.open()
    chamber.do(messages.ItemActivate, chair, item=item.pk, prepare=True)
    chamber.on_vote(messages.VoteOpen, chair)
    chamber.press_all(dict.fromkeys(people, choice))
    chamber.on_vote(messages.VoteClose, chair, missing=[])
    chamber.on_vote(messages.VoteDeclare, chair)


@pytest.mark.django_db(databases=["default", "reading"])
def test_each_council_decides_the_draft_by_itself(
    chamber: Chamber, foreign: Chamber, offered: AgendaItem
) -> None:
    taken = foreign.do(messages.DraftTake, other_clerk(foreign), key=offered.offer)
    assert (taken.title, taken.draft, taken.municipality) == (TITLE, offered.pk, foreign.municipality)
    (motion,) = taken.motions.all()
    assert (motion.text, motion.secrecy) == (TEXT, "named")
    (paper,) = taken.papers.all()
    assert (folder_of(foreign.municipality.pk, paper.folder) / "paper.pdf").exists()
    page = reverse("draft", args=[offered.pk])
    assert Client().get(page).status_code == 404, "nothing of it is public before a meeting is opened"
    decide(chamber, offered, "for")
    seen = Client().get(page, {"lang": "en"}, follow=True).content.decode()
    assert (foreign.municipality.name in seen, "Adopted" in seen) == (False, True)
    decide(foreign, taken, "against")
    seen = Client().get(page, {"lang": "en"}, follow=True).content.decode()
    assert (
        seen.index(chamber.municipality.name) < seen.index("Adopted") < seen.index(foreign.municipality.name)
    )
    assert seen.index(foreign.municipality.name) < seen.index("Not adopted")
    for one in (chamber, foreign):
        assert differences(one.meeting_now()) == []
    assert page in Client().get(reverse("meeting", args=[foreign.meeting.pk])).content.decode()


@pytest.mark.django_db(databases=["default", "reading"])
def test_a_tie_among_the_results_of_several_councils_is_shown_with_what_settled_it(
    chamber: Chamber, offered: AgendaItem
) -> None:
    halves = Majority(Base.FOR_AGAINST, HALF, is_strict=True, ties=(Tie.CASTING,))
    offered.motions.update(majority=halves.to_plain())
    chamber.open(*COUNCILLORS[:8])
    chamber.do(messages.ItemActivate, AS_CHAIR, item=offered.pk, prepare=True)
    chamber.on_vote(messages.VoteOpen)
    chamber.press_all({one: "for" if place % 2 else "against" for place, one in enumerate(COUNCILLORS[:8])})
    chamber.on_vote(messages.VoteClose, missing=[])
    chamber.on_vote(messages.VoteSettleTie, choice="for")
    chamber.on_vote(messages.VoteDeclare)
    seen = Client().get(reverse("draft", args=[offered.pk]), {"lang": "en"}, follow=True).content.decode()
    told = seen.split("For: 4, against: 4")[1]
    assert "A tie, 4 for and 4 against. The chair&#x27;s casting vote was for." in told


@pytest.mark.django_db(databases=["default", "reading"])
def test_an_item_decided_together_with_another_shows_its_own_decision(chamber: Chamber) -> None:
    last = chamber.items[2]
    Motion.objects.create(item=last, text=TEXT, municipality=chamber.municipality)
    chamber.do(messages.DraftOffer, AS_CLERK, item=last.pk)
    chamber.open()
    chamber.do(messages.ItemActivate, AS_CHAIR, item=chamber.items[1].pk, prepare=True)
    chamber.on_vote(messages.VoteJoin, items=[last.pk])
    chamber.on_vote(messages.VoteOpen)
    chamber.press_all(dict.fromkeys(COUNCILLORS, "for"))
    chamber.close()
    chamber.on_vote(messages.VoteDeclare)
    result = chamber.vote().result or {}
    first, second = result["decision"], result["joined"][0]["decision"]
    seen = Client().get(reverse("draft", args=[last.pk]), {"lang": "en"}, follow=True).content.decode()
    assert (f"Decision No. {first}" in seen, f"Decision No. {second}" in seen) == (False, True)


@pytest.mark.django_db(databases=["default", "reading"])
def test_what_one_council_publishes_does_not_open_the_draft_of_the_other(
    chamber: Chamber, foreign: Chamber, offered: AgendaItem
) -> None:
    foreign.do(messages.DraftTake, other_clerk(foreign), key=offered.offer)
    foreign.open()
    public = Client().get(reverse("meeting", args=[foreign.meeting.pk])).content.decode()
    ledger = str(foreign.entries())
    assert (str(offered.pk) in public, str(offered.pk) in ledger) == (True, True)
    assert (str(offered.offer) in public, str(offered.offer) in ledger) == (False, False)


def test_an_offer_that_is_taken_back_opens_nothing_and_the_next_has_another_key(
    chamber: Chamber, foreign: Chamber, offered: AgendaItem
) -> None:
    with pytest.raises(Forbidden):
        chamber.do(messages.DraftTakeBack, AS_CHAIR, item=offered.pk)
    chamber.do(messages.DraftTakeBack, AS_CLERK, item=offered.pk)
    with pytest.raises(UnknownDraft):
        foreign.do(messages.DraftTake, other_clerk(foreign), key=offered.offer)
    with pytest.raises(UnknownThing):
        chamber.do(messages.DraftTakeBack, AS_CLERK, item=offered.pk)
    again = chamber.do(messages.DraftOffer, AS_CLERK, item=offered.pk)
    assert again.offer not in {None, offered.offer}
    assert foreign.do(messages.DraftTake, other_clerk(foreign), key=again.offer).draft == offered.pk
    chamber.open()
    with pytest.raises(WrongMeetingStage):
        chamber.do(messages.DraftTakeBack, AS_CLERK, item=offered.pk)


def test_a_paper_withdrawn_from_one_council_stays_with_the_other(
    chamber: Chamber, foreign: Chamber, offered: AgendaItem
) -> None:
    taken = foreign.do(messages.DraftTake, other_clerk(foreign), key=offered.offer)
    chamber.do(messages.ItemRemove, AS_CLERK, item=offered.pk)
    (paper,) = taken.papers.all()
    assert (folder_of(foreign.municipality.pk, paper.folder) / "paper.pdf").exists()
    third = foreign.do(messages.ItemAdd, other_clerk(foreign), title="x")
    with pytest.raises(UnknownDraft):
        foreign.do(messages.DraftTake, other_clerk(foreign), key=offered.offer)
    assert third.draft is None


def test_of_the_papers_those_that_hold_are_taken_over_without_a_second_copy_on_the_disk(
    chamber: Chamber, foreign: Chamber, offered: AgendaItem
) -> None:
    chamber.open()
    new = send_paper(chamber, offered, "Нов", replaces=offered.papers.get().pk)
    taken = foreign.do(messages.DraftTake, other_clerk(foreign), key=offered.offer)
    (paper,) = taken.papers.all()
    assert (paper.title, paper.digest) == (new.title, new.digest)
    for file in ("paper.pdf", "1.webp"):
        there = folder_of(foreign.municipality.pk, paper.folder) / file
        assert there.samefile(folder_of(chamber.municipality.pk, new.folder) / file)


def test_a_paper_withdrawn_while_it_is_taken_over_is_refused_and_leaves_nothing(
    chamber: Chamber, foreign: Chamber, offered: AgendaItem
) -> None:
    second = send_paper(chamber, offered, "Втори")
    discard(chamber.municipality.pk, second.folder)
    with pytest.raises(DraftChanged):
        foreign.do(messages.DraftTake, other_clerk(foreign), key=offered.offer)
    assert not foreign.meeting.items.filter(draft=offered.pk).exists()
    own = folder_of(foreign.municipality.pk, "")
    assert list(own.iterdir()) == []


def test_where_files_have_one_name_only_they_are_copied(
    chamber: Chamber, foreign: Chamber, offered: AgendaItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    taken = foreign.do(messages.DraftTake, other_clerk(foreign), key=offered.offer)
    content = (folder_of(foreign.municipality.pk, taken.papers.get().folder) / "paper.pdf").read_bytes()
    assert sha256(content).hexdigest() == offered.papers.get().digest


def test_what_is_not_offered_or_not_for_others_is_refused(
    chamber: Chamber, foreign: Chamber, offered: AgendaItem
) -> None:
    with pytest.raises(Forbidden):
        chamber.do(messages.DraftOffer, AS_CHAIR, item=chamber.items[0].pk)
    for key in (uuid4(), chamber.items[0].pk, offered.pk):
        with pytest.raises(UnknownDraft):
            foreign.do(messages.DraftTake, other_clerk(foreign), key=key)
    with pytest.raises(DraftTaken):
        chamber.do(messages.DraftTake, AS_CLERK, key=offered.offer)
    taken = foreign.do(messages.DraftTake, other_clerk(foreign), key=offered.offer)
    with pytest.raises(DraftTaken):
        foreign.do(messages.DraftOffer, other_clerk(foreign), item=taken.pk)
    closed = chamber.do(messages.ItemAdd, AS_CLERK, title="Лични данни", closed="yes")
    with pytest.raises(ClosedDraft):
        chamber.do(messages.DraftOffer, AS_CLERK, item=closed.pk)
    foreign.open()
    with pytest.raises(WrongMeetingStage):
        foreign.do(messages.DraftTake, other_clerk(foreign), key=offered.offer)
