package diagram

import (
	"slices"
	"sort"
)

// place is a box, or a point where a long arrow passes a row, in the layout.
type place struct {
	box      int // -1 for a point
	row      int
	x, w, h  int // left edge and size; the middle of a box is at x + w/2
	y        int
	from, to []int // places above and below
}

func (p *place) middle() int { return p.x + p.w/2 }

// layout gives every box a row, so that arrows point downwards, and an order
// within it that keeps crossings few; then it places them.
//
// Source: K. Sugiyama, S. Tagawa, M. Toda, Methods for Visual Understanding of
// Hierarchical System Structures, 1981.
type layout struct {
	places []*place
	rows   [][]int
	width  int
	height int
	gapX   int
	gapY   int
}

// newLayout lays a graph out; size gives the width and height of a box.
func newLayout(g Graph, size func(b Box) (w, h int), gapX, gapY int) *layout {
	l := &layout{gapX: gapX, gapY: gapY}
	row := rowsOf(g)
	for i, b := range g.Boxes {
		w, h := size(b)
		l.places = append(l.places, &place{box: i, row: row[i], w: w, h: h})
	}
	for _, a := range g.Arrows {
		l.route(a[0], a[1])
	}
	last := 0
	for _, p := range l.places {
		last = max(last, p.row)
	}
	l.rows = make([][]int, last+1)
	for i, p := range l.places {
		l.rows[p.row] = append(l.rows[p.row], i)
	}
	l.order()
	l.spread()
	l.stack()
	return l
}

// rowsOf is the length of the longest path to every box.
func rowsOf(g Graph) []int {
	row := make([]int, len(g.Boxes))
	for changed := true; changed; {
		changed = false
		for _, a := range g.Arrows {
			if row[a[1]] <= row[a[0]] && row[a[0]] < len(g.Boxes) {
				row[a[1]] = row[a[0]] + 1
				changed = true
			}
		}
	}
	return row
}

// route connects two boxes, with a point in every row between them.
func (l *layout) route(from, to int) {
	at := from
	for r := l.places[from].row + 1; r < l.places[to].row; r++ {
		l.places = append(l.places, &place{box: -1, row: r, w: 1, h: 0})
		l.join(at, len(l.places)-1)
		at = len(l.places) - 1
	}
	l.join(at, to)
}

func (l *layout) join(a, b int) {
	l.places[a].to = append(l.places[a].to, b)
	l.places[b].from = append(l.places[b].from, a)
}

// order sorts each row by the mean position of what it is connected to, going
// down and up a few times.
func (l *layout) order() {
	pos := make([]float64, len(l.places))
	number := func() {
		for _, row := range l.rows {
			for k, i := range row {
				pos[i] = float64(k) - float64(len(row)-1)/2
			}
		}
	}
	number()
	mean := func(list []int, own float64) float64 {
		if len(list) == 0 {
			return own
		}
		sum := 0.0
		for _, j := range list {
			sum += pos[j]
		}
		return sum / float64(len(list))
	}
	for pass := range 8 {
		for k := range l.rows {
			row := l.rows[k]
			if pass%2 == 1 {
				row = l.rows[len(l.rows)-1-k]
			}
			key := map[int]float64{}
			for _, i := range row {
				if pass%2 == 0 {
					key[i] = mean(l.places[i].from, pos[i])
				} else {
					key[i] = mean(l.places[i].to, pos[i])
				}
			}
			sort.SliceStable(row, func(a, b int) bool { return key[row[a]] < key[row[b]] })
		}
		number()
	}
}

// spread gives the places of each row their x: near the middle of what they
// are connected to, without overlap.
func (l *layout) spread() {
	for _, row := range l.rows {
		x := 0
		for _, i := range row {
			l.places[i].x = x
			x += l.places[i].w + l.gapX
		}
	}
	for pass := range 12 {
		for k := range l.rows {
			row := l.rows[k]
			if pass%2 == 1 {
				row = l.rows[len(l.rows)-1-k]
			}
			l.align(row, pass%2 == 0)
		}
	}
	left := 0
	for _, p := range l.places {
		left = min(left, p.x)
	}
	for _, p := range l.places {
		p.x -= left
		l.width = max(l.width, p.x+p.w)
	}
}

// align moves a row towards its neighbours above or below and then pushes
// places apart that overlap, from the middle outwards.
func (l *layout) align(row []int, above bool) {
	want := make([]int, len(row))
	for k, i := range row {
		p := l.places[i]
		list := p.to
		if above {
			list = p.from
		}
		want[k] = p.x
		if len(list) > 0 {
			sum := 0
			for _, j := range list {
				sum += l.places[j].middle()
			}
			want[k] = sum/len(list) - p.w/2
		}
	}
	center := len(row) / 2
	for k := center; k < len(row); k++ {
		x := want[k]
		if k > center {
			prev := l.places[row[k-1]]
			x = max(x, prev.x+prev.w+l.gapX)
		}
		l.places[row[k]].x = x
	}
	for k := center - 1; k >= 0; k-- {
		next, p := l.places[row[k+1]], l.places[row[k]]
		p.x = min(want[k], next.x-l.gapX-p.w)
	}
}

// stack gives rows their y.
func (l *layout) stack() {
	y := 0
	for _, row := range l.rows {
		h := 0
		for _, i := range row {
			h = max(h, l.places[i].h)
		}
		for _, i := range row {
			l.places[i].y = y
			if l.places[i].box < 0 {
				l.places[i].h = h // a passing arrow goes through the whole row
			} else {
				l.places[i].y += (h - l.places[i].h) / 2
			}
		}
		y += h + l.gapY
	}
	l.height = max(0, y-l.gapY)
}

// bends is the horizontal lines of the gap below a row: each arrow that has to
// move sideways, in the order of its start.
func (l *layout) bends(row int) (out [][2]*place) {
	for _, i := range l.rows[row] {
		for _, j := range l.places[i].to {
			out = append(out, [2]*place{l.places[i], l.places[j]})
		}
	}
	slices.SortStableFunc(out, func(a, b [2]*place) int { return a[0].middle() - b[0].middle() })
	return out
}
