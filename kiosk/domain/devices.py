"""Names a device by what its browser says of itself; nothing that tells one device from its like is kept."""

BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chromium"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPad", "iPad"),
    ("iPhone", "iPhone"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
)
SYSTEMS_AFTER = (("Mac OS", "macOS"), ("Linux", "Linux"))


def device_family(user_agent: str) -> str:
    """Return browser, its major version and the system, e.g. "Chromium 120, Linux"; empty for what is unknown.

    The order of the lists matters: Edge also calls itself Chrome, and an iPad also Mac OS (MDN, User-Agent).
    """
    found = next(((mark, name) for mark, name in BROWSERS if mark in user_agent), None)
    system = next((name for mark, name in (*SYSTEMS, *SYSTEMS_AFTER) if mark in user_agent), "")
    if found is None:
        return system
    mark, name = found
    mark = "Version/" if name == "Safari" and "Version/" in user_agent else mark
    version = user_agent.partition(mark)[2].partition(".")[0].partition(" ")[0]
    return ", ".join(part for part in (f"{name} {version[:4]}".strip(), system) if part)
