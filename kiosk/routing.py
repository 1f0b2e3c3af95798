"""The addresses of the WebSockets."""

from django.urls import path, re_path

from kiosk.consumers import meeting_socket, nowhere

websocket_urlpatterns = [
    path("ws/meetings/<uuid:meeting>/<str:audience>", meeting_socket),  # type: ignore[arg-type]  # Channels routes ASGI applications so
    re_path(r"", nowhere),  # type: ignore[arg-type]  # as above
]
