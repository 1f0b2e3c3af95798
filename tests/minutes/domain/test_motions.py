"""What the minutes say about motions moved in the meeting."""

from minutes.domain.blocks import Facts, Sentence
from minutes.domain.phrases import Clock, Phrase, Say, Text, said
from tests.minutes.domain.telling import of, opened
from tests.minutes.story import NAMES, Story, id_of
from tests.voting.domain.moved import MAIN, TEXT, advanced, decided, lapsed, moved, settled, withdrawn

BREAK, CHANGE, LATE = "Обявява почивка", "Заличава думите", "Добавя накрая"
MOTIONS = {
    *(Say.MOTION_MOVED, Say.MOTION_WITHDRAWN, Say.MOTION_LAPSED, Say.MOTION_LAPSED_WITH_ITEM),
    *(Say.MOTION_ADVANCED, Say.TEXT_SETTLED, Say.TEXT_SETTLED_BACK),
}


def about_motions(story: Story) -> list[Phrase]:
    texts = [part.text for part in of(story.adjourn(), Sentence)]
    return [text for text in texts if isinstance(text, Phrase) and text.say in MOTIONS]


def test_everything_about_motions_is_told_in_the_order_of_time() -> None:
    story = moved(opened(), BREAK, kind="procedural", aim="break", seconder=NAMES[1])
    asked = Clock(story.at)
    moved(moved(story, CHANGE), LATE)
    advanced(
        story,
        id_of(CHANGE),
        [id_of(CHANGE), id_of(BREAK), id_of(LATE), MAIN],
        [id_of(BREAK), id_of(CHANGE), id_of(LATE), MAIN],
    )
    settled(story, CHANGE, vote := decided(story, CHANGE))
    settled(story, CHANGE, vote, before="Друг текст", after=TEXT, enters=False)
    withdrawn(story, id_of(BREAK))
    lapsed(story, id_of(LATE), by=id_of(CHANGE))
    lapsed(story, MAIN)
    told = about_motions(story)
    assert [text.say for text in told] == [
        *([Say.MOTION_MOVED] * 3),
        *(Say.MOTION_ADVANCED, Say.TEXT_SETTLED, Say.TEXT_SETTLED_BACK),
        *(Say.MOTION_WITHDRAWN, Say.MOTION_LAPSED, Say.MOTION_LAPSED_WITH_ITEM),
    ]
    seconded = said(Say.SECONDED_BY, mover=NAMES[0], seconder=NAMES[1])
    kind = Phrase(Say.MOTION_PROCEDURAL)
    assert told[0] == said(Say.MOTION_MOVED, at=asked, mover=seconded, kind=kind, text=BREAK)
    assert dict(told[4].parameters)["before"] == TEXT
    assert dict(told[7].parameters)["by"] == CHANGE


def test_a_vote_names_its_mover_where_there_is_one() -> None:
    story = moved(opened(), CHANGE)
    decided(story, CHANGE)
    pairs: list[tuple[Text, Text]] = [pair for facts in of(story.adjourn(), Facts) for pair in facts.pairs]
    assert (Phrase(Say.MOVED_BY), NAMES[0]) in pairs
    assert (Phrase(Say.TEXT_AMENDMENT), CHANGE) in pairs
    story = opened()
    story.vote("Приемане на дневния ред", {})
    assert Say.MOVED_BY not in [
        label.say
        for facts in of(story.adjourn(), Facts)
        for label, _ in facts.pairs
        if isinstance(label, Phrase)
    ]
