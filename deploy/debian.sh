#!/bin/sh
# Installs the Debian packages that the tools named as arguments come from, and only those that are missing:
#
#     deploy/debian.sh python make chromium redis postgresql poppler nss gettext node npm systemd
#
# Root installs them; anybody else is told what is missing and which command brings it. Nothing that a package
# starts by itself is used: tests start servers of their own, on free ports.
set -eu

is_there() {
    case $1 in
        chromium) command -v chromium ;;
        redis) command -v redis-server ;;
        postgresql) ls /usr/lib/postgresql/*/bin/initdb ;;
        poppler) command -v pdfsig && command -v pdftotext ;;
        nss) command -v certutil ;;
        gettext) command -v msgmerge && command -v xgettext ;;
        node) command -v node ;;
        npm) command -v npm ;;
        python) python3 -c 'import ensurepip, venv' ;;
        make) command -v make ;;
        systemd) command -v systemd-analyze ;;
    esac >/dev/null 2>&1
}

package_of() {
    case $1 in
        chromium) echo chromium fonts-dejavu-core ;;
        redis) echo redis-server ;;
        postgresql) echo postgresql ;;
        poppler) echo poppler-utils ;;
        nss) echo libnss3-tools ;;
        gettext) echo gettext ;;
        node) echo nodejs ;;
        npm) echo npm ;;
        python) echo python3 python3-venv ;;
        make) echo make ;;
        systemd) echo systemd ;;
        *) echo "$0: no package known for '$1'" >&2; exit 2 ;;
    esac
}

missing=
for tool in "$@"; do
    package=$(package_of "$tool")
    is_there "$tool" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "Missing on this machine:$missing" >&2
    echo "Install with:  sudo apt-get install --no-install-recommends$missing" >&2
    exit 1
fi

echo "Installing Debian's packages:$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# RUNLEVEL=1 keeps Debian from starting the services it installs.
# shellcheck disable=SC2086  # a list of words
RUNLEVEL=1 apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends $missing >/dev/null
