"""The base of refusals."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from council.refusals import Refusal


class VoteTooHeavy(Refusal):
    code = "vote-too-heavy"
    sentence = _("%(name)s has 100 %% of %(weight)s votes.")


def test_a_refusal_keeps_its_details() -> None:
    refusal = VoteTooHeavy(name="Анна", weight=3)
    assert refusal.code == "vote-too-heavy"
    assert refusal.detail == {"name": "Анна", "weight": 3}
    assert refusal.args == ("vote-too-heavy",)


def test_the_sentence_tells_the_details() -> None:
    with translation.override("en"):
        sentence = str(VoteTooHeavy(name="Анна", weight=3))
    assert sentence == "Анна has 100 % of 3 votes."


def test_the_base_has_a_sentence_of_its_own() -> None:
    assert str(Refusal.sentence)
    assert Refusal().detail == {}
