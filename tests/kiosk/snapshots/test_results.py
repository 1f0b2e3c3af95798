"""What a screen says of a declared result: its grounds with their article, and whether one vote more would have carried."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from council.domain.rules import Majority
from council.domain.shares import HALF, Base
from council.models import Account
from kiosk import messages
from kiosk.snapshots import frame, load
from tests.cast import COUNCILLORS
from tests.chamber import AS_CLERK, Chamber, give_accounts

OF_THOSE_PRESENT = Majority(Base.PRESENT, HALF, is_strict=True, article="Art. 27")


def result(chamber: Chamber, **choices: int) -> messages.Outcome:
    """Return the outcome on the public page after so many chose each."""
    motion = chamber.motions[0]
    motion.majority = OF_THOSE_PRESENT.to_plain()
    motion.save()
    chamber.open()
    cast = [choice.rstrip("_") for choice, number in choices.items() for _ in range(number)]
    chamber.decide(dict(zip(COUNCILLORS, cast, strict=False)))
    shown = frame(load(chamber.meeting.pk), "public", "en").vote
    assert shown is not None
    assert shown.outcome is not None
    return shown.outcome


def test_a_result_names_the_article_of_its_rule(chamber: Chamber) -> None:
    assert result(chamber, for_=9).reason.endswith("(Art.\u00a027)")


@pytest.mark.parametrize(
    ("choices", "says"),
    [
        ({"for_": 4, "against": 1, "abstain": 4}, "One more for would have adopted it: one of those who abstained."),
        ({"for_": 4, "against": 5}, "One more for would have adopted it: one of those who voted against."),
        ({"for_": 3, "against": 1, "abstain": 5}, ""),
        ({"for_": 9}, ""),
    ],
)  # fmt: skip
def test_it_says_where_one_vote_more_would_have_carried(
    chamber: Chamber, choices: dict[str, int], says: str
) -> None:
    assert result(chamber, **choices).one_more == says


def test_chair_and_public_page_are_told_what_other_rules_would_have_made_of_it(chamber: Chamber) -> None:
    chamber.body.pack = "bg"
    chamber.body.save()
    assert result(chamber, for_=4, against=1, abstain=4).outcome == "rejected"
    loaded = load(chamber.meeting.pk)
    told = {audience: frame(loaded, audience, "en").console for audience in ("chair", "display")}
    assert told["chair"]
    adopted, rejected = told["chair"].elsewhere.removeprefix("Adopted: ").split(" Not adopted: ")
    assert "Slovenija (3)" in adopted
    assert "Србија (5)" in rejected
    assert "България" not in rejected
    assert told["display"] is None
    address = reverse("vote", args=[chamber.meeting.pk, 1])
    page = Client().get(address, {"lang": "en"}, follow=True).content.decode()
    assert "Slovenija (3)" in page
    assert "One more for would have adopted it" in page


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "Your presence is recorded; how anybody voted is not."),
        ("bg", "Присъствието Ви е отразено; кой как е гласувал, не се записва."),
        ("sl", "Vaša navzočnost je zabeležena; kako je kdo glasoval, se ne zabeleži."),
    ],
)
def test_a_seat_is_told_in_a_sentence_what_is_kept_of_a_vote_without_names(
    chamber: Chamber, client: Client, language: str, says: str
) -> None:
    chamber.open()
    chamber.open_vote("hands")
    chamber.on_vote(messages.HandsCount, AS_CLERK, in_favour=5, against=2, abstain=1)
    chamber.close(())
    chamber.on_vote(messages.VoteDeclare)
    give_accounts(chamber, (COUNCILLORS[0],))
    client.force_login(Account.objects.get(person=COUNCILLORS[0]))
    page = client.get(
        reverse("seat", args=[chamber.meeting.pk]), headers={"accept-language": language}
    ).content.decode()
    (own,) = re.findall(r'<p class="own" data-when="[^"]*">.*?</p>', page, re.DOTALL)
    (shown,) = re.findall(r'<span data-when="[^"]*">([^<]*)', own)
    assert shown == says
