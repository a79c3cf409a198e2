#!/usr/bin/env bash
# Prepares a fresh machine, in plain words and no further than needed:  build_spec/bootstrap.sh run|test|bundle
#   1. system packages (Debian and its kin): what is missing is installed, or named if there are no root rights
#   2. uv, into .tools, by pip alone (no python3-venv needed, nothing of the system's Python is touched)
#   3. the environment .venv, exactly as requirements.lock says, every file checked by its hash
# Each step does nothing when there is nothing to do.
set -euo pipefail
cd "$(dirname "$0")/.."

UV_VERSION=0.13.8
PYTHON_WANTED='>=3.11,<3.14'

# "a|b" means: a or b will do. The first that the system knows is installed.
QT=(libgl1 libegl1 'libglib2.0-0|libglib2.0-0t64' libxkbcommon0 libdbus-1-3 libfontconfig1
    libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0)
# The window brings its own letters; these draw the rare characters of names, and what LibreOffice shows in the tests.
FONTS=(fonts-droid-fallback fonts-dejavu-core)
# LibreOffice, OpenSSL and xmlsec1 judge our signatures; python3-uno asks LibreOffice; the others take files apart.
JUDGES=('libreoffice-writer-nogui|libreoffice-writer' 'libreoffice-calc-nogui|libreoffice-calc' python3-uno
        libnss3-tools openssl xmlsec1 unzip)
# For the frozen program: PyInstaller reads libraries with binutils and needs the shared libpython of Debian's own Python.
FREEZER=(binutils 'libpython3-dev|libpython3.11|libpython3.12|libpython3.13')

say() { printf '%s\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 1; }

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

missing_packages() {
    local wanted choice
    for wanted in "$@"; do
        for choice in ${wanted//|/ }; do installed "$choice" && continue 2; done
        printf '%s\n' "$wanted"
    done
}

known_to_apt() { apt-cache show --no-all-versions "$1" >/dev/null 2>&1; }

choose() {
    local wanted choice
    for wanted in "$@"; do
        for choice in ${wanted//|/ }; do known_to_apt "$choice" && break; done
        printf '%s\n' "$choice"
    done
}

system_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        [ "$(uname)" = Darwin ] || say "This system has no apt-get; if the program does not start, install its packages for: $*"
        return
    fi
    local missing root=()
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        if sudo -n true 2>/dev/null; then
            root=(sudo -n)
        else
            mapfile -t missing < <(choose "${missing[@]}")
            say "These system packages are missing, and installing them needs root rights:" >&2
            printf '    %s\n' "${missing[@]}" >&2
            stop "Please have this run, then try again:
    sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}"
        fi
    fi
    say "Reading the system's package lists (apt-get update) ..."
    "${root[@]}" apt-get update -qq -o Acquire::Retries=3 </dev/null || say "The package lists could not be refreshed; going on with those at hand."
    mapfile -t missing < <(choose "${missing[@]}")
    say "Installing ${#missing[@]} system packages and what they need: ${missing[*]}"
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "${missing[@]}" </dev/null >.tools/apt.log 2>&1 \
        || { tail -n 25 .tools/apt.log >&2; stop "The system packages could not be installed (the whole story: .tools/apt.log)."; }
}

# uv knows nothing of pip's settings; where a house has set its own index or certificates for pip, uv must go the same way.
follow_pip() {
    export UV_SYSTEM_CERTS=true UV_NO_PROGRESS=true UV_HTTP_TIMEOUT="${UV_HTTP_TIMEOUT:-${PIP_DEFAULT_TIMEOUT:-120}}"
    local index="${PIP_INDEX_URL:-$(python3 -m pip config get global.index-url 2>/dev/null || true)}"
    local cert="${PIP_CERT:-$(python3 -m pip config get global.cert 2>/dev/null || true)}"
    if [ -n "$index" ]; then export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$index}"; fi
    if [ -f "$cert" ]; then export SSL_CERT_FILE="${SSL_CERT_FILE:-$cert}"; fi
}

get_uv() {
    [ "$(.tools/bin/uv --version 2>/dev/null | cut -d' ' -f2)" != "$UV_VERSION" ] || return 0
    python3 -m pip --version >/dev/null 2>&1 || stop "python3 has no pip. Please have this run:  sudo apt-get install -y python3-pip"
    say "Fetching uv $UV_VERSION into .tools (it builds the program's own Python environment) ..."
    rm -rf .tools/bin .tools/uv .tools/uv-*.dist-info
    python3 -m pip install -q --root-user-action=ignore --disable-pip-version-check --target .tools "uv==$UV_VERSION" \
        || stop "uv could not be fetched; is there a way to the package index?"
}

environment() {
    local stamp=.venv/.made-from now
    now="$(cat requirements.lock pyproject.toml build_spec/bootstrap.sh | cksum)"
    if [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null; then return 0; fi
    follow_pip
    get_uv
    if ! .venv/bin/python -c '' 2>/dev/null; then
        say "Making the environment .venv ..."
        .tools/bin/uv venv -q --clear --python "$PYTHON_WANTED" --python-preference system .venv
    fi
    say "Filling .venv with what requirements.lock names ..."
    .tools/bin/uv pip sync -q --python .venv --require-hashes requirements.lock
    # Its build tool comes from the lock too, so that nothing is fetched that no hash was written for.
    .tools/bin/uv pip install -q --python .venv --no-deps --no-build-isolation -e .
    printf '%s\n' "$now" >"$stamp"
}

mkdir -p .tools
case "${1:-}" in
    run) system_packages "${QT[@]}" "${FONTS[@]}" ;;
    test) system_packages "${QT[@]}" "${FONTS[@]}" "${JUDGES[@]}" ;;
    bundle) system_packages "${QT[@]}" "${FONTS[@]}" "${FREEZER[@]}" xvfb xauth xdotool ;;
    *) stop "usage: build_spec/bootstrap.sh run|test|bundle" ;;
esac
environment
