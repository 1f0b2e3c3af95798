"""What is decided: votes, their frozen rolls, ballots and annulments. Tables and constraints only.

All of these but the numbers of refused presses are projections of the meeting's ledger; `manage.py verify_ledger`
compares them with it.
"""

from django.db import models
from django.db.models import Q

from agenda.domain.secrecy import Secrecy
from agenda.models import AgendaItem, Meeting, Motion
from council.domain.orders import CallOrder
from council.models import Body, Owned, Person
from voting.domain.choices import Answer, Choice, Standing
from voting.domain.corrections import About, Matter
from voting.domain.stages import Mode, VoteStage


def _choices(enum: type) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in enum]  # type: ignore[attr-defined]  # any StrEnum


class Vote(Owned):
    """One act of deciding, opened and closed by the chair."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="votes")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="votes")
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="votes")
    repeats = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="repetitions")
    follows_tie = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="second_votes")
    number = models.PositiveIntegerField()
    stage = models.CharField(max_length=20, choices=_choices(VoteStage), default=VoteStage.PREPARED)
    mode = models.CharField(max_length=20, choices=_choices(Mode), default=Mode.ELECTRONIC)
    secrecy = models.CharField(max_length=20, choices=_choices(Secrecy), default=Secrecy.OPEN)
    call_order = models.CharField(max_length=20, choices=_choices(CallOrder), default=CallOrder.NAME)
    majority = models.JSONField()
    title = models.TextField()
    text = models.TextField()
    opened_at = models.DateTimeField(null=True)
    runs_from = models.DateTimeField(
        null=True, help_text="Since when the time of the vote runs, where the standing orders give it one."
    )
    closed_at = models.DateTimeField(null=True)
    declared_at = models.DateTimeField(null=True)
    hands = models.JSONField(null=True)
    papers = models.JSONField(null=True)
    contest = models.JSONField(null=True)
    missing = models.JSONField(null=True)
    presiding = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="Who presided at the close."
    )
    recused_present = models.PositiveIntegerField(
        default=0, help_text="The votes of the recused who were there at the close."
    )
    tie = models.JSONField(null=True, help_text="How a tie was settled, as far as it was.")
    lot_seed = models.CharField(
        max_length=64, blank=True, help_text="The seed of a lot; in the ledger once the lot is drawn."
    )
    result = models.JSONField(null=True)

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(name="one_vote_per_number_and_meeting", fields=["meeting", "number"]),
            models.UniqueConstraint(
                name="one_vote_under_way_per_meeting",
                fields=["meeting"],
                condition=Q(stage__in=[VoteStage.PREPARED, VoteStage.OPEN, VoteStage.HELD, VoteStage.CLOSED]),
            ),
            models.UniqueConstraint(
                name="a_vote_is_repeated_once",
                fields=["repeats"],
                condition=~Q(stage=VoteStage.WITHDRAWN),
            ),
            models.CheckConstraint(
                name="a_result_once_declared_stays",
                condition=~Q(stage=VoteStage.DECLARED) | Q(result__isnull=False),
            ),
        ]


class JoinedMotion(Owned):
    """A motion of another item that a vote decides together with its own; or one that was taken out, and by whom.

    Texts are as they were when it was joined. The vote's own motion is here only if its item was taken out.
    """

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="joined")
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="joined")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="joined")
    number = models.CharField(max_length=20)
    title = models.TextField()
    text = models.TextField()
    pulled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["vote", "item__position"]
        constraints = [
            models.UniqueConstraint(name="one_line_per_vote_and_joined_motion", fields=["vote", "motion"])
        ]


class DecisionSeries(Owned):
    """The numbers of a body's decisions over a year or a term; whoever gives the next one locks this row."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=10)
    first = models.PositiveIntegerField(default=1, help_text="No decision from now on has a lower number.")

    class Meta:
        constraints = [models.UniqueConstraint(name="one_series_per_body_and_key", fields=["body", "key"])]


class Decision(Owned):
    """The number that a declared result took in its body's series; it keeps it whatever becomes of the vote.

    A vote that decides several motions together takes one for each.
    """

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="decisions")
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=10)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_decision_per_number_and_series", fields=["body", "series", "number"]
            ),
            models.UniqueConstraint(name="one_decision_per_vote_and_motion", fields=["vote", "motion"]),
            models.CheckConstraint(name="decisions_are_numbered_from_1", condition=Q(number__gte=1)),
        ]


class RollMember(Owned):
    """One line of a vote's roll as it was frozen at the opening."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="roll")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    group = models.CharField(max_length=200, blank=True)
    seat = models.PositiveSmallIntegerField(null=True)
    weight = models.PositiveSmallIntegerField(default=1)
    standing = models.CharField(max_length=20, choices=_choices(Standing))
    position = models.CharField(max_length=20, blank=True)
    proxy = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Who votes for the member, who stays away.",
    )
    registered_at = models.DateTimeField(
        null=True, help_text="Since when the member is present for the vote, where that takes registration."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_line_per_person_and_roll", fields=["vote", "person"]),
            models.CheckConstraint(name="a_vote_weighs_something", condition=Q(weight__gte=1)),
        ]


class Ballot(Owned):
    """One councillor's choice in one vote: the last accepted press, or what was spoken aloud and confirmed."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="ballots")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=20, choices=_choices(Choice))
    press = models.PositiveBigIntegerField()
    cast_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_ballot_per_councillor_and_vote", fields=["vote", "person"]),
            models.CheckConstraint(
                name="a_ballot_is_a_choice", condition=Q(choice__in=[choice.value for choice in Choice])
            ),
            models.CheckConstraint(
                name="two_people_vouch_for_a_spoken_ballot",
                condition=Q(entered_by=None, confirmed_by=None)
                | (Q(entered_by__isnull=False) & ~Q(confirmed_by=models.F("entered_by"))),
            ),
        ]


class SpokenChoice(Owned):
    """A choice spoken aloud and entered by the clerk, which waits for the chair; no ballot yet."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="spoken")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=20, choices=_choices(Choice))
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_spoken_choice_waits_per_vote", fields=["vote", "person"])
        ]


class Objection(Owned):
    """A councillor's objection to a closed vote, before its result is declared. It changes nothing by itself."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="objections")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_objection_per_person_and_vote", fields=["vote", "person"])
        ]


class GivenAnswer(Owned):
    """What somebody answered, by voice or by hand, in a vote taken by name: the last answer that the clerk entered.

    `before` is the answer it corrects. A vote that goes on in another mode leaves its answers to the ledger.
    """

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20, choices=_choices(Answer))
    before = models.CharField(max_length=20, blank=True)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_answer_per_councillor_and_vote", fields=["vote", "person"]),
            models.CheckConstraint(
                name="an_answer_is_one_of_four", condition=Q(answer__in=[answer.value for answer in Answer])
            ),
        ]


class WrittenAnswer(Owned):
    """What somebody answered to a motion in a sitting by correspondence: the last answer in time.

    `entered_by` is the clerk who entered a letter; else the person wrote it at a screen. A vote on the motion takes it over.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="written_answers")
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="written_answers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=20, choices=_choices(Choice))
    written_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_written_answer_per_motion_and_person", fields=["motion", "person"]
            ),
            models.CheckConstraint(
                name="a_written_answer_is_a_choice",
                condition=Q(choice__in=[choice.value for choice in Choice]),
            ),
        ]


class CorrespondenceObjection(Owned):
    """A councillor's objection to deciding by correspondence; enough of them, and no vote is prepared any more."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="correspondence_objections")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    objected_at = models.DateTimeField()

    class Meta:
        ordering = ["objected_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_objection_to_correspondence_per_person", fields=["meeting", "person"]
            )
        ]


class RefusedPress(Owned):
    """The highest number among a person's refused presses in a vote: nothing pressed before it may count later.

    Not an entry, and without the choice.
    """

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="refused_presses")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    press = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_highest_refused_press_per_vote", fields=["vote", "person"])
        ]


class Annulment(Owned):
    """A vote struck out: proposed by one person, in force once a different person confirmed it."""

    vote = models.OneToOneField(Vote, on_delete=models.PROTECT, related_name="annulment")
    ground = models.TextField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="two_people_annul",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=models.F("proposed_by")),
            )
        ]


class Correction(Owned):
    """A correction of something that was entered, by kind and id; it stands beside it, and nothing else changes."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="corrections")
    about = models.CharField(max_length=20, choices=_choices(About))
    subject = models.CharField(max_length=36)
    named = models.TextField()
    matter = models.CharField(max_length=20, choices=_choices(Matter))
    asked_by = models.CharField(max_length=200)
    entered = models.TextField()
    right = models.TextField()
    why = models.TextField()
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["entered_at", "pk"]
        constraints = [
            models.CheckConstraint(name="a_correction_is_of_no_result", condition=~Q(matter=Matter.RESULT))
        ]
