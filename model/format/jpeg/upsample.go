package jpeg

// samples is what a file has of a component.
type samples struct {
	pix           []uint8
	stride        int
	width, height int
	narrow        bool // too few columns to interpolate between them
}

func (s *samples) row(y int) []uint8 {
	y = min(max(y, 0), s.height-1)
	return s.pix[y*s.stride : y*s.stride+s.width]
}

// scaler is what brings samples to the size of a picture with down rows and
// across columns, when h columns and v rows of them stand for fullH and fullV.
// Fancy interpolation weighs neighbours with 3/4 and 1/4; it is there for
// factors of 2, and not across samples that are narrow.
func (s *samples) scaler(h, v, fullH, fullV int, fancy bool, down, across int) (func() []uint8, error) {
	out := make([]uint8, down*across)
	wide := make([]uint8, across+1) // a column to spare for odd widths
	rows := func(fill func(wide []uint8, y int)) func() []uint8 {
		return func() []uint8 {
			for y := range down {
				fill(wide, y)
				copy(out[y*across:(y+1)*across], wide)
			}
			return out
		}
	}
	switch {
	case h == fullH && v == fullV:
		return rows(func(wide []uint8, y int) { copy(wide, s.row(y)) }), nil
	case fancy && 2*h == fullH && v == fullV && !s.narrow:
		return rows(func(wide []uint8, y int) { doubleAcross(wide, s.row(y)) }), nil
	case fancy && h == fullH && 2*v == fullV:
		return rows(s.doubleDown), nil
	case fancy && 2*h == fullH && 2*v == fullV && !s.narrow:
		return rows(s.double), nil
	case fullH%h == 0 && fullV%v == 0:
		return rows(func(wide []uint8, y int) {
			row := s.row(y / (fullV / v))
			for x := range across {
				wide[x] = row[x/(fullH/h)]
			}
		}), nil
	}
	return nil, errUnsupported
}

// doubleAcross interpolates between columns. Halves are rounded to one side in
// even columns and to the other in odd ones.
func doubleAcross(wide, row []uint8) {
	last := len(row) - 1
	for x, v := range row {
		three := 3 * int(v)
		wide[2*x] = uint8((three + int(row[max(x-1, 0)]) + 1) >> 2)
		if 2*x+1 < len(wide) {
			wide[2*x+1] = uint8((three + int(row[min(x+1, last)]) + 2) >> 2)
		}
	}
}

// doubleDown interpolates between rows.
func (s *samples) doubleDown(wide []uint8, y int) {
	near, far, bias := s.row(y/2), s.row(y/2-1), 1
	if y%2 == 1 {
		far, bias = s.row(y/2+1), 2
	}
	for x, v := range near {
		wide[x] = uint8((3*int(v) + int(far[x]) + bias) >> 2)
	}
}

// double interpolates between rows and columns.
func (s *samples) double(wide []uint8, y int) {
	near, far := s.row(y/2), s.row(y/2-1)
	if y%2 == 1 {
		far = s.row(y/2 + 1)
	}
	last := s.width - 1
	sum := func(x int) int { return 3*int(near[x]) + int(far[x]) }
	before, here := sum(0), sum(0)
	for x := range s.width {
		after := sum(min(x+1, last))
		wide[2*x] = uint8((3*here + before + 8) >> 4)
		if 2*x+1 < len(wide) {
			wide[2*x+1] = uint8((3*here + after + 7) >> 4)
		}
		before, here = here, after
	}
}
