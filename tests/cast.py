"""The people of every test, defined once: chair, clerk, nine councillors and a stranger; no rows here."""

from uuid import UUID

CHAIR = UUID("c4a10000-0000-4000-8000-000000000001")
CLERK = UUID("c1e40000-0000-4000-8000-000000000001")
STRANGER = UUID("57a00000-0000-4000-8000-000000000001")
COUNCILLORS = tuple(UUID(f"c0000000-0000-4000-8000-00000000000{number}") for number in range(1, 10))

NAMES = {
    CHAIR: "Мария Тодорова",
    CLERK: "Петър Костов",
    STRANGER: "Иван Случайни",
    **dict(
        zip(
            COUNCILLORS,
            (
                "Анна Ангелова",
                "Борис Боев",
                "Васил Вълчев",
                "Галина Гочева",
                "Димитър Дънев",
                "Елена Енчева",
                "Живко Желев",
                "Зорница Златева",
                "Ирина Илиева",
            ),
            strict=True,
        )
    ),
}
