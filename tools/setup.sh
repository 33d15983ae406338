#!/bin/sh
# Makes the virtual environment .venv: `tools/setup.sh run` with what the program needs,
# `tools/setup.sh dev` with the extras and the development tools too. Exact versions with their
# hashes are in the lock files. Uses uv where it is installed, pip where it isn't.
set -eu
kind=${1:?run or dev}
case $kind in
run) lock=requirements.lock ;;
dev) lock=requirements-dev.lock ;;
*) echo "setup.sh: run or dev, not $kind" >&2; exit 2 ;;
esac
cd "$(dirname "$0")/.."

# Byte code is compiled once, here: without it every start of the program would compile anew.
unset PYTHONDONTWRITEBYTECODE
export UV_COMPILE_BYTECODE=1

fit() { # is this a Python that will do?
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

choose() { # the first Python that will do, unless PYTHON names one
    if [ -n "${PYTHON:-}" ]; then
        command -v "$PYTHON" >/dev/null || {
            echo "There is no program $PYTHON (from PYTHON=)." >&2
            return 1
        }
        fit "$PYTHON" && { echo "$PYTHON"; return; }
        echo "czplan needs Python 3.11 or later; $PYTHON is $("$PYTHON" --version 2>&1)." >&2
        return 1
    fi
    for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
        if command -v "$name" >/dev/null && fit "$name"; then
            echo "$name"
            return
        fi
    done
    echo "czplan needs Python 3.11 or later; found: $(python3 --version 2>&1 || echo none)." >&2
    echo "Install one, or name one: make ... PYTHON=/path/to/python3.12" >&2
    return 1
}

python=.venv/bin/python
if ! [ -x $python ] || ! fit $python; then
    base=$(choose) || exit 1
    rm -rf .venv
    if command -v uv >/dev/null; then
        uv venv --quiet --python "$base" .venv
    else
        "$base" -c 'import ensurepip, venv' 2>/dev/null || {
            version=$("$base" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
            echo "This Python can't make virtual environments: its venv or ensurepip is missing." >&2
            echo "On Debian or Ubuntu: apt install python$version-venv" >&2
            exit 1
        }
        "$base" -m venv .venv
    fi
fi

echo "Setting up .venv from $lock ..." >&2
if command -v uv >/dev/null; then
    uv pip install --quiet --python $python --require-hashes -r $lock
    uv pip install --quiet --python $python --no-deps --no-build-isolation --editable .
else
    $python -m pip --version >/dev/null 2>&1 || $python -m ensurepip >/dev/null
    $python -m pip install --quiet --disable-pip-version-check --require-hashes -r $lock
    $python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
fi
$python -m compileall -q src || true
