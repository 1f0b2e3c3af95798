"""An election as a motion has it: finding candidates, and one name once."""

from agenda.domain.elections import Candidate, Election

ELECTION = Election(1, (Candidate("a", "Анна Ангелова"), Candidate("b", "Борис Боев")))


def test_a_candidate_is_found_by_id() -> None:
    assert ELECTION.find("b") == ELECTION.candidates[1]
    assert ELECTION.find("c") is None


def test_a_name_stands_whatever_its_capitals() -> None:
    assert ELECTION.stands("АННА Ангелова")
    assert not ELECTION.stands("Анна")
