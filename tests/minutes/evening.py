"""One meeting in which most things happen that can, for the tests of the record and of the minutes."""

from tests.minutes.story import CLERK, MAYOR, NAMES, TITLES, Story, id_of


def evening() -> Story:
    """Return a meeting in which most things happen that can."""
    story = Story().arrive(*NAMES[:14]).arrive(MAYOR, by_self=False).open()
    here = NAMES[:14]
    first, second, third, fourth, _ = TITLES
    story.activate(first)
    story.vote(first, dict.fromkeys(here, "for"))
    story.tell("agenda.item.finished", item=id_of(first))
    story.activate(second).arrive(NAMES[14], by_self=False)
    choices = {name: ("for", "against", "abstain")[i % 3] for i, name in enumerate(here[:-1])}
    disputed = story.vote(second, choices)
    story.tell(
        "voting.annulment.proposed",
        actor=story.clerk,
        vote=disputed,
        ground="Оспорен резултат: двама съветници съобщиха, че терминалите им не са приели натискането.",
    )
    story.tell(
        "voting.vote.annulled",
        vote=disputed,
        ground="Оспорен резултат: двама съветници съобщиха, че терминалите им не са приели натискането.",
        proposed_by=id_of(CLERK),
    )
    story.vote(
        second, dict.fromkeys(here[:10], "for") | dict.fromkeys(here[10:], "abstain"), repeats=disputed
    )
    story.activate(third).leave(NAMES[3])
    by_hands = story.prepare(third)
    story.open_vote(by_hands).tell("voting.vote.held", vote=by_hands)
    story.tell("voting.vote.fell_back", vote=by_hands, mode="hands", seconds=30)
    story.tell("voting.vote.resumed", vote=by_hands)
    story.tell(
        "voting.hands.counted", actor=story.clerk, vote=by_hands, **{"for": 6, "against": 5, "abstain": 2}
    )
    story.close(by_hands)
    present = frozenset(story.present)
    sums = {
        "for": 6,
        "against": 5,
        "abstain": 2,
        "not_voting": 1,
        "recused": 0,
        "absent": 3,
        "unreachable": 0,
    }
    story.tell(
        "voting.vote.declared",
        vote=by_hands,
        positions={id_of(name): "unnamed" if name in present else "absent" for name in story.names},
        tally=sums,
        **story.verdict(sums, 14),
        decision="104",
    )
    story.activate(fourth).arrive(NAMES[3])
    story.tell(
        "agenda.member.recused",
        item=id_of(fourth),
        person=id_of(NAMES[6]),
        name=NAMES[6],
        ground="Свързано лице е участник в търга (чл. 51 от Закона за противодействие на корупцията)",
    )
    story.vote(fourth, dict.fromkeys((*here[:6], *here[7:12]), "for"), recused=[NAMES[6]])
    return story.adjourn()
