"""I12: every refusal that a client heard can be explained from what the server keeps, without the choice."""

import json
from collections import defaultdict
from collections.abc import Iterator

from tests.storm.checker.case import Case, Violation

CHOICES = ("against", "abstain")  # "for" is too common a word to look for


def refusals_are_explained(case: Case) -> Iterator[Violation]:
    """I12: the code heard stands in a receipt or a line about refused attempts; neither tells the choice."""
    kept = defaultdict(set)
    for row in case.truth.receipts:
        answer = json.loads(row.answer)
        kept[row.command].add(answer["code"])
        if not answer["ok"] and answer.get("choice"):
            yield Violation("I12", f"the receipt of refused {row.command} tells the choice")
    for line in case.truth.refusals:
        kept[line.command].add(line.code)
        if any(choice in line.text for choice in CHOICES):
            yield Violation("I12", f"the line about refused {line.command} tells the choice: {line.text}")
    for command_id, replies in case.replies.items():
        for reply in replies:
            code = reply.message["code"]
            if not reply.message["ok"] and code not in kept[command_id]:
                yield Violation(
                    "I12", f"{reply.who} was refused {command_id} ({code}), nothing kept says why"
                )
