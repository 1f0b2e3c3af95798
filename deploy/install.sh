#!/bin/sh
# Installs Kvorum on Debian as a service that starts at boot, or brings an installed one to this release:
#
#     sudo git clone https://... /opt/kvorum && sudo /opt/kvorum/deploy/install.sh
#
# Code stands in /opt/kvorum and belongs to root; everything it keeps stands in /var/lib/kvorum and belongs to the
# account kvorum; settings stand in /etc/kvorum/kvorum.env. Running it again changes no setting and no key.
set -eu

here=$(cd "$(dirname "$0")/.." && pwd -P)
[ "$(id -u)" -eq 0 ] || { echo "Run it as root: sudo $0" >&2; exit 1; }
[ "$here" = /opt/kvorum ] || { echo "The service expects Kvorum in /opt/kvorum, not in $here." >&2; exit 1; }

step() { echo "==> $*"; }

step "Debian's packages"
"$here/deploy/debian.sh" python make

step "The program, in $here"
umask 022
make -C "$here" program
"$here/.venv/bin/python" -m compileall -q -x '/(\.venv|node_modules|var)/' "$here"

step "The account kvorum"
id kvorum >/dev/null 2>&1 || useradd --system --user-group --home-dir /var/lib/kvorum --shell /usr/sbin/nologin kvorum
install -d -m 0700 -o kvorum -g kvorum /var/lib/kvorum

step "Settings, in /etc/kvorum/kvorum.env"
install -d -m 0755 /etc/kvorum
[ -e /etc/kvorum/kvorum.env ] || install -m 0640 -g kvorum "$here/deploy/kvorum.env" /etc/kvorum/kvorum.env
ln -sf "$here/deploy/kvorum" /usr/local/sbin/kvorum

step "The service"
for unit in kvorum.service kvorum-renew.service kvorum-renew.timer; do
    install -m 0644 "$here/deploy/$unit" "/etc/systemd/system/$unit"
done
systemctl daemon-reload
systemctl enable --quiet kvorum.service kvorum-renew.timer
systemctl start kvorum-renew.timer
systemctl restart kvorum.service

step "Waiting until it answers"
port=$(sed -n 's/^KVORUM_HTTPS_PORT=//p' /etc/kvorum/kvorum.env)
for _second in $(seq 60); do
    if python3 -c "import socket; socket.create_connection(('127.0.0.1', ${port:-8443}), 1)" 2>/dev/null; then
        echo
        exec "$here/deploy/kvorum" hall --setup-only
    fi
    sleep 1
done
echo "It does not answer yet. What it says:  journalctl -u kvorum -n 50" >&2
exit 1
