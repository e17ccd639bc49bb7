package object

import "strings"

// Closest finds the name most like the wanted one by Damerau-Levenshtein
// distance, "" when none is near enough. Private names are offered only for a
// private name.
func Closest(want string, names []string) string {
	best, bestCost := "", len(want)+1
	for _, n := range names {
		if n == want || isPrivate(n) != isPrivate(want) {
			continue
		}
		// As in CPython, a third of the letters may differ.
		limit := (len(want) + len(n) + 3) / 6
		if d := len(n) - len(want); d > limit || -d > limit {
			continue
		}
		cost := distance(want, n)
		if strings.EqualFold(want, n) {
			cost = 0
		}
		if cost <= limit && cost < bestCost {
			best, bestCost = n, cost
		}
	}
	return best
}

// distance counts insertions, deletions, substitutions and swaps of neighbours.
func distance(a, b string) int {
	rows := [3][]int{make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)}
	for j := range rows[1] {
		rows[1][j] = j
	}
	for i := 1; i <= len(a); i++ {
		prev2, prev, cur := rows[(i+3-1)%3], rows[(i)%3], rows[(i+1)%3]
		if i == 1 {
			prev = rows[1]
		}
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
	}
	return rows[(len(a)+1)%3][len(b)]
}
