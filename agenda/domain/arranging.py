"""In which order the items of an agenda come after some of them were moved; they are known by their numbers here."""

from collections.abc import Iterable, Sequence


def arranged(listed: Sequence[str], moves: Iterable[tuple[str, str]]) -> list[int]:
    """Return the places in `listed`, the numbers of the items as they were listed, in the order after all moves.

    A move is the number of an item and that of the one it comes before, or nothing: after all others. One that names no
    item, as a motion of before the items were named, moves none. Of items with the same number the first is meant.
    """
    order = list(range(len(listed)))
    for moved, before in moves:
        if moved == before or moved not in listed or (before and before not in listed):
            continue
        place = listed.index(moved)
        order.remove(place)
        order.insert(order.index(listed.index(before)) if before else len(order), place)
    return order
