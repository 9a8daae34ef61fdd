# shellcheck shell=bash
# What the scripts of this folder share. Sourced, not run.

set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
top=$(dirname "$here")
program=$(basename "$0")

say() { printf '%s: %s\n' "$program" "$*" >&2; }
die() { say "$*"; exit 1; }

as_root() { # COMMAND...
  if ((EUID == 0)); then "$@"; return; fi
  command -v sudo >/dev/null || die "needs root for: $* (there is no sudo here; run it as root)"
  sudo -- "$@"
}

# need_packages PACKAGE... : installs what is missing, saying so.
need_packages() {
  local package missing=()
  for package in "$@"; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || :) == installed ]] || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  command -v apt-get >/dev/null || die "these packages are missing, and there is no apt-get: ${missing[*]}"
  say "installing ${missing[*]}"
  if ! install_packages "${missing[@]}"; then
    as_root apt-get update -q
    install_packages "${missing[@]}" || die "could not install ${missing[*]}"
  fi
}

install_packages() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
}

# What is called when it is needed: the converter of workbooks for `dutyctl finding import` and `dutyctl register import`,
# libcurl for webhooks and `dutyctl --server`.
readonly companion_packages=(xlsx2csv libcurl4)
readonly build_packages=(
  libsystemd-dev libsqlite3-dev libssl-dev libcurl4-openssl-dev libxlsxwriter-dev pkg-config tzdata git libc6-dev
  libstdc++-12-dev
)

need_swift() {
  command -v swift >/dev/null ||
    die "Swift 6.2 or later is needed: https://www.swift.org/install/linux/ (put its usr/bin on PATH)"
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -n 1)
  read -r major minor <<<"${version:-0 0}"
  ((major > 6 || (major == 6 && minor >= 2))) || die "Swift $major.$minor is too old: 6.2 or later is needed"
}

# The programs look for Swift's runtime in ../lib/dutyd as well (Package.swift), so that this very build is packaged.
build() { # CONFIGURATION
  local product
  for product in dutyd dutyctl; do
    swift build --package-path "$top" -c "$1" --product "$product" >&2
  done
}

binaries() { # CONFIGURATION: the folder that build leaves them in
  printf '%s/.build/%s\n' "$top" "$1"
}

version() { # as dutyd itself says it; 0 before the first tag
  local described
  described=$(git -C "$top" describe --tags --match 'v[0-9]*' 2>/dev/null || :)
  if [[ -n $described ]]; then printf '%s\n' "${described#v}" | tr - +
  else printf '0.1+%s\n' "$(git -C "$top" rev-parse --short=10 HEAD 2>/dev/null || echo 0)"; fi
}
