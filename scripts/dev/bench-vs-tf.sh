#!/bin/sh
# Runs the scripts of scripts/dev/bench in kerash and in TensorFlow, in turn,
# and prints the ratios. usage: bench-vs-tf.sh [-n PAIRS] [NAME...]
# PYTHON names a Python with TensorFlow 2.15; KERASH a binary (built when unset).
set -eu
cd "$(dirname "$0")/../.."
if [ -z "${KERASH:-}" ]; then
	KERASH=$(mktemp -d)/kerash
	go build -o "$KERASH" ./cmd/kerash
fi
exec python3 scripts/dev/bench_vs_tf.py --kerash "$KERASH" --python "${PYTHON:-python3}" "$@"
