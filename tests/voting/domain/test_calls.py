"""The order in which names are called, and who is next."""

from uuid import UUID

from council.domain.orders import CallOrder
from voting.domain.calls import Called, in_order, to_call

VOTE, OTHER_VOTE = UUID(int=1), UUID(int=2)
ZHENA = Called(UUID(int=11), "Жена", 2)
ANA = Called(UUID(int=12), "Ана", 3)
EVA = Called(UUID(int=13), "Ева", 1)
YANA = Called(UUID(int=14), "Яна", None)
PEOPLE = [ZHENA, ANA, YANA, EVA]


def called(order: CallOrder, vote: UUID = VOTE, language: str = "bg") -> list[str]:
    return [one.name for one in in_order(PEOPLE, order, vote=vote, language=language)]


def test_by_name_is_by_the_alphabet_of_the_council() -> None:
    assert called(CallOrder.NAME) == ["Ана", "Ева", "Жена", "Яна"]
    slovene = [Called(UUID(int=n), name, n) for n, name in enumerate(("Čeh", "Dan", "Cvek"))]
    assert [one.name for one in in_order(slovene, CallOrder.NAME, vote=VOTE, language="sl")] == [
        "Cvek",
        "Čeh",
        "Dan",
    ]


def test_people_without_a_seat_are_called_after_those_with_one() -> None:
    assert called(CallOrder.SEAT) == ["Ева", "Жена", "Ана", "Яна"]


def test_a_lot_is_the_same_for_everybody_who_draws_it_and_another_for_another_vote() -> None:
    many = [Called(UUID(int=n), str(n), n) for n in range(20)]
    one, again, other = (
        in_order(people, CallOrder.DRAWN, vote=vote, language="bg")
        for people, vote in ((many, VOTE), (many[::-1], VOTE), (many, OTHER_VOTE))
    )
    assert one == again
    assert one not in {tuple(many), other}


def test_the_first_two_without_an_answer_are_to_be_called() -> None:
    assert to_call(PEOPLE, {ZHENA.person, YANA.person}) == (ANA, EVA)
    assert to_call(PEOPLE, {one.person for one in PEOPLE[:3]}) == (EVA, None)
    assert to_call(PEOPLE, {one.person for one in PEOPLE}) == (None, None)
