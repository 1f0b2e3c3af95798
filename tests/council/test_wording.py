"""The rules in words, as screens show them."""

import pytest
from django.utils import translation

from council.domain.packs import Provenance
from council.wording import provenance_words


@pytest.mark.parametrize(
    ("article", "shown"),
    [
        ("ЗМСМА, чл. 21, ал. 1, т. 6", "ЗМСМА, чл.\u00a021, ал.\u00a01, т.\u00a06"),
        ("ZLS, 35. člen, prvi odstavek", "ZLS, 35.\u00a0člen, prvi odstavek"),
        ("Закон о локалној самоуправи", "Закон о локалној самоуправи"),
        ("", "unverified"),
    ],
)
def test_a_number_of_an_article_stays_beside_its_word(article: str, shown: str) -> None:
    with translation.override("en"):
        assert provenance_words(Provenance(article)) == shown
