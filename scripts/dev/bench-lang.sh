#!/bin/sh
# Compares the language's speed with CPython's: runs bench-lang.py in both in
# turn and prints the medians in milliseconds with their ratio.
# usage: scripts/dev/bench-lang.sh [runs] [python]
set -e
cd "$(dirname "$0")/../.."
runs=${1:-5}
python=${2:-python3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
go build -o "$dir/kerash" ./cmd/kerash
for i in $(seq "$runs"); do
	"$python" scripts/dev/bench-lang.py | sed 's/^/python /'
	"$dir/kerash" scripts/dev/bench-lang.py | sed 's/^/kerash /'
done | awk '
	{ n[$1, $2]++; t[$1, $2, n[$1, $2]] = $3; if (!($2 in seen)) { seen[$2] = 1; order[++k] = $2 } }
	function median(who, name,   i, j, m, v, x) {
		m = n[who, name]
		for (i = 1; i <= m; i++) v[i] = t[who, name, i]
		for (i = 2; i <= m; i++) { x = v[i]; for (j = i - 1; j > 0 && v[j] > x; j--) v[j + 1] = v[j]; v[j + 1] = x }
		return v[int((m + 1) / 2)]
	}
	END {
		printf "%-12s %10s %10s %8s\n", "program", "python", "kerash", "ratio"
		for (i = 1; i <= k; i++) { p = median("python", order[i]); q = median("kerash", order[i]); printf "%-12s %10.2f %10.2f %7.2fx\n", order[i], p, q, q / p }
	}'
