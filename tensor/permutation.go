package tensor

// Permutation is the numbers 0 to n-1 in the order into which TensorFlow's
// RandomShuffle puts them with this stream, which moves on behind the numbers
// used.
func (p *Philox) Permutation(n int) []int {
	q := *p
	p.Skip(uint64(max(n+2, 0) / 4))
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	var words [4]uint32
	for i := 0; i < n-1; i++ {
		if i%4 == 0 {
			words = q.Next()
		}
		j := i + int(words[i%4]%uint32(n-i))
		order[i], order[j] = order[j], order[i]
	}
	return order
}

// FunctionStream is the stream of an unseeded random op inside of a graph, such
// as the function of Dataset.map, with before ops made before it there.
func (g *Generator) FunctionStream(before int64) *Philox {
	if !g.seeded {
		return NewPhilox(uint64(entropy()), uint64(entropy()))
	}
	if g.seed == 0 && before == 0 {
		before = maxSeed
	}
	return NewPhilox(uint64(g.seed&maxSeed), uint64(before))
}

// SeededStream is the stream of an op with a seed that begins anew with each
// call: inside of a graph, or where the op keeps what it drew.
func (g *Generator) SeededStream(seed int64) *Philox {
	global := int64(graphSeed)
	if g.seeded {
		global = g.seed & maxSeed
	}
	if seed &= maxSeed; global == 0 && seed == 0 {
		seed = maxSeed
	}
	return NewPhilox(uint64(global), uint64(seed))
}

// TakeRows fills dst with rows of src, along the first axis; both are
// contiguous and of one dtype.
func TakeRows(dst, src *Array, rows []int) {
	n := NumElements(src.shape[1:])
	for i, r := range rows {
		copyRun(dst, i*n, src, r*n, n)
	}
}
