"""The root of all addresses: which app answers where, named as strings only."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("setup/", admin.site.urls),
    path("", include("portal.urls")),
    path("", include("kiosk.urls")),
]

handler403 = "kiosk.views.forbidden"
