#!/bin/sh
# Exchanges files with real TensorFlow, layer by layer: kerash writes and
# TensorFlow reads, and the reverse. What it prints are differences.
#
#   PYTHON=/path/to/python scripts/dev/exchange.sh [case ...]
#
# PYTHON is an interpreter with TensorFlow 2.15; KERASH is the binary to test,
# which is built when it is not given. KERAS3, if given, is a folder with Keras 3
# for that interpreter: kerash then reads its files too.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:?set PYTHON to an interpreter with TensorFlow 2.15}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/kerash" "$work/tensorflow"
kerash=${KERASH:-$work/kerash.bin}
[ -n "${KERASH:-}" ] || (cd "$here/../.." && go build -o "$kerash" ./cmd/kerash)
export TF_CPP_MIN_LOG_LEVEL=3
cases=$here/exchange_cases.py

echo "kerash writes"
"$kerash" "$cases" write "$work/kerash" "$@" 2>/dev/null
echo "TensorFlow reads"
"$python" "$cases" read "$work/kerash" "$@" 2>/dev/null
echo "TensorFlow writes"
"$python" "$cases" write "$work/tensorflow" "$@" 2>/dev/null
echo "kerash reads"
"$kerash" "$cases" read "$work/tensorflow" "$@"
if [ -n "${KERAS3:-}" ]; then
	mkdir "$work/keras3"
	echo "Keras 3 writes"
	PYTHONPATH=$KERAS3 KERAS_BACKEND=tensorflow "$python" "$here/exchange_keras3.py" write "$work/keras3" 2>/dev/null
	echo "kerash reads"
	"$kerash" "$here/exchange_keras3.py" read "$work/keras3"
fi
