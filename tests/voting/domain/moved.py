"""Entries about motions for the tests of the record and of the minutes; no tests."""

from collections.abc import Sequence

from tests.minutes.story import NAMES, TITLES, Story, id_of

FIRST = TITLES[0]
MAIN = id_of(FIRST + "!")
TEXT = f"Приема: {FIRST}"
MOVER = NAMES[0]


def moved(
    story: Story, name: str, *, kind: str = "amendment", aim: str = "correction", seconder: str = ""
) -> Story:
    """Let a motion of this name be moved on the first item."""
    return story.tell(
        "agenda.motion.moved",
        actor=story.clerk,
        motion=id_of(name),
        item=id_of(FIRST),
        kind=kind,
        aim=aim,
        phrase="delete",
        old="Приема",
        new="",
        text=name,
        secrecy="open",
        mover={"person": id_of(MOVER), "name": MOVER},
        seconder={"person": id_of(seconder), "name": seconder} if seconder else None,
    )


def withdrawn(story: Story, motion: str) -> Story:
    """Let its mover withdraw a motion."""
    return story.tell("agenda.motion.withdrawn", actor=story.clerk, motion=motion)


def advanced(story: Story, motion: str, order: Sequence[str], proposed: Sequence[str]) -> Story:
    """Have a motion voted first."""
    return story.tell(
        "agenda.motion.advanced",
        item=id_of(FIRST),
        motion=motion,
        order=list(order),
        proposed=list(proposed),
        reason="по искане на вносителя",
    )


def lapsed(story: Story, *motions: str, by: str | None = None) -> Story:
    """Let motions lapse."""
    return story.tell("agenda.motions.lapsed", item=id_of(FIRST), motions=list(motions), by=by)


def revived(story: Story, *motions: str) -> Story:
    """Let motions wait again."""
    return story.tell("agenda.motions.revived", item=id_of(FIRST), motions=list(motions))


def decided(story: Story, name: str) -> str:
    """Take a vote on a motion of this name, in which everybody is for it, and return the vote."""
    vote = story.prepare(FIRST, more={"motion": id_of(name), "text": name})
    story.open_vote(vote)
    for one in story.present:
        story.cast(vote, one, "for")
    story.close(vote)
    everybody = {one: "for" if one in story.present else "absent" for one in story.names}
    story.declare(vote, everybody)
    return vote


def settled(
    story: Story, name: str, vote: str, *, before: str = TEXT, after: str = "Друг текст", enters: bool = True
) -> Story:
    """Confirm the main motion's text with an amendment in it."""
    return story.tell(
        "voting.text.settled",
        actor=story.clerk,
        motion=MAIN,
        amendment=id_of(name),
        vote=vote,
        enters=enters,
        before=before,
        after=after,
    )
