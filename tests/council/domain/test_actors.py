"""Actors and their text."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.domain.actors import PERSONAL_ROLES, Actor, ActorRole, WrongActor
from tests.cast import CHAIR


def actors() -> st.SearchStrategy[Actor]:
    free = sorted(set(ActorRole) - PERSONAL_ROLES)
    return st.builds(Actor, st.sampled_from(ActorRole), st.uuids()) | st.builds(Actor, st.sampled_from(free))


def test_text_names_role_and_person() -> None:
    assert str(Actor(ActorRole.CHAIR, CHAIR)) == f"chair:{CHAIR}"


def test_text_of_an_actor_without_a_person_is_the_role() -> None:
    assert str(Actor(ActorRole.PUBLIC)) == "public"


@given(actors())
def test_parse_reads_what_str_wrote(actor: Actor) -> None:
    assert Actor.parse(str(actor)) == actor


@pytest.mark.parametrize("role", sorted(PERSONAL_ROLES))
def test_personal_role_without_a_person_is_refused(role: ActorRole) -> None:
    with pytest.raises(WrongActor, match=f"{role} needs a person"):
        Actor(role)


def test_which_roles_need_a_person() -> None:
    assert {str(role) for role in PERSONAL_ROLES} == {
        "councillor",
        "participant",
        "chair",
        "assistant",
        "clerk",
        "auditor",
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "chair",
        "chair:",
        "public:",
        "mayor:" + str(CHAIR),
        "chair:nobody",
        "chair:" + str(CHAIR).upper(),
        "chair:" + CHAIR.hex,
        "chair:" + CHAIR.urn,
        f"chair:{CHAIR} ",
        f"Chair:{CHAIR}",
    ],
)
def test_parse_refuses_any_other_form(text: str) -> None:
    with pytest.raises(WrongActor):
        Actor.parse(text)


def test_actors_compare_by_value() -> None:
    assert Actor(ActorRole.CHAIR, CHAIR) == Actor(ActorRole.CHAIR, UUID(str(CHAIR)))
    assert Actor(ActorRole.CHAIR, CHAIR) != Actor(ActorRole.CLERK, CHAIR)


def test_an_actor_that_is_nobody_in_particular_has_no_person() -> None:
    with pytest.raises(WrongActor):
        _ = Actor(ActorRole.PUBLIC).person
    assert Actor(ActorRole.CHAIR, UUID(int=7)).person == UUID(int=7)
