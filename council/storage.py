"""Where static files are served from: hashed, compressed, and with the imports between modules rewritten."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Hashed names, also inside `import "./link.js"`: a plain name would be cached past an update, or be gone."""

    support_js_module_import_aggregation = True
