package jpeg

// tables are the best Huffman tables for what was counted; those of nothing
// are empty.
func (c *counter) tables() []*codeTable {
	out := make([]*codeTable, len(c.counts))
	for i := range c.counts {
		out[i] = optimalTable(c.counts[i])
	}
	return out
}

// optimalTable is the Huffman table of symbols that are counted, made as in
// T.81, annex K.2. Another symbol, the last, keeps the code of all ones free.
func optimalTable(counts [257]int) *codeTable {
	t := &codeTable{}
	lengths := codeLengths(counts)
	var number [len(lengths) + 1]int // of codes by length, which is 0 for none
	for _, n := range lengths {
		number[n]++
	}
	// Codes longer than 16 bits go two by two: one moves up beside its parent,
	// the other takes a place where a shorter code is split.
	for n := len(number) - 1; n > 16; n-- {
		for number[n] > 0 {
			split := n - 2
			for number[split] == 0 {
				split--
			}
			number[n] -= 2
			number[n-1]++
			number[split+1] += 2
			number[split]--
		}
	}
	// Drop the code of all ones.
	for n := 16; n > 0; n-- {
		if number[n] > 0 {
			number[n]--
			break
		}
	}
	for n := 1; n <= 16; n++ {
		t.counts[n] = uint8(number[n])
	}
	for n := 1; n < len(number); n++ {
		for s := range 256 {
			if lengths[s] == n {
				t.symbols = append(t.symbols, uint8(s))
			}
		}
	}
	return t
}

// codeLengths are the lengths of the codes before they are limited.
func codeLengths(counts [257]int) (lengths [257]int) {
	counts[256] = 1
	var next [257]int // the next symbol of the same tree, -1 at the end
	for i := range next {
		next[i] = -1
	}
	deepen := func(s int) (last int) {
		for ; ; s = next[s] {
			lengths[s]++
			if next[s] < 0 {
				return s
			}
		}
	}
	for {
		// The two rarest trees; of equal ones that with the last symbol.
		a, b := -1, -1
		for s, n := range counts {
			switch {
			case n == 0:
			case a < 0 || n <= counts[a]:
				a, b = s, a
			case b < 0 || n <= counts[b]:
				b = s
			}
		}
		if b < 0 {
			return lengths
		}
		counts[a] += counts[b]
		counts[b] = 0
		next[deepen(a)] = b
		deepen(b)
	}
}
