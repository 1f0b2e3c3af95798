"""A device is named by browser and system, and by nothing that tells it from its like."""

import pytest

from kiosk.domain.devices import device_family


@pytest.mark.parametrize(
    ("said", "named"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36",
            "Chromium 120, Linux",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/121.0 Safari/537.36 Edg/121.0.1", "Edge 121, Windows"),
        (
            "Mozilla/5.0 (iPad; CPU OS 17_2 like Mac OS X) Version/17.2 Mobile/15E148 Safari/604.1",
            "Safari 17, iPad",
        ),
        ("Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0", "Firefox 128, Android"),
        ("curl/8", ""),
        ("Kvorum board (Linux)", "Linux"),
    ],
)
def test_names(said: str, named: str) -> None:
    assert device_family(said) == named
