#!/bin/sh
# Chooses the exact versions, for every Python from 3.11 on, with their hashes:
# requirements.lock for the program, requirements-dev.lock for everything. Needs uv.
set -eu
cd "$(dirname "$0")/.."
command -v uv >/dev/null || { echo "make lock needs uv" >&2; exit 1; }
compile() { # OUTPUT OPTIONS...
    output=$1
    shift
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
        --custom-compile-command "make lock" --output-file "$output" "$@"
}
backend=$(mktemp)
trap 'rm -f "$backend"' EXIT
printf "hatchling\neditables\n" >"$backend" # what an editable install is built with
compile requirements-dev.lock --all-extras pyproject.toml "$backend"
compile requirements.lock --constraints requirements-dev.lock pyproject.toml "$backend"
