"""The kiosk shows a running meeting and lets press: desks, hub, frames, sockets and pages."""
