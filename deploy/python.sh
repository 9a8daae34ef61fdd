# shellcheck shell=bash
# Python packages for tests: a virtual environment below the build folder. Sourced, not run.

python_home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)/.build/venv
python=$python_home/bin/python3

# need_python PACKAGE==VERSION... : installs what is missing. `$python` runs with it.
need_python() {
  local package missing=()
  [[ -x $python ]] || python3 -m venv "$python_home" ||
    { echo "no virtual environment at $python_home: is the package python3-venv installed?" >&2; return 1; }
  for package in "$@"; do
    "$python" -c 'import importlib.metadata as m, sys
name, _, version = sys.argv[1].partition("==")
sys.exit(m.version(name) != version)' "$package" 2>/dev/null || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  "$python" -m pip --disable-pip-version-check install --quiet "${missing[@]}"
}
