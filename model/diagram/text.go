package diagram

import (
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// Text draws a graph with box characters.
func Text(g Graph) string {
	l := newLayout(g, func(b Box) (int, int) {
		w := 0
		for _, line := range b.Lines {
			w = max(w, displaywidth.String(line))
		}
		return w + 4, len(b.Lines) + 2
	}, 3, 2)
	c := newCanvas(l.width, l.height)
	for r := range l.rows {
		for _, a := range l.bends(r) {
			c.arrow(a[0], a[1])
		}
	}
	for _, p := range l.places {
		if p.box >= 0 {
			c.box(p, g.Boxes[p.box].Lines)
		} else {
			for y := p.y; y < p.y+p.h; y++ {
				c.line(p.middle(), y, up|down)
			}
		}
	}
	return c.String()
}

// Sides of a cell that a line touches.
const (
	up = 1 << iota
	down
	left
	right
)

var lineRunes = [16]rune{up: '│', down: '│', up | down: '│', left: '─', right: '─', left | right: '─',
	down | right: '┌', down | left: '┐', up | right: '└', up | left: '┘', up | down | right: '├', up | down | left: '┤',
	left | right | down: '┬', left | right | up: '┴', up | down | left | right: '┼'}

// canvas is cells with lines and text.
type canvas struct {
	lines [][]uint8
	runes [][]rune
}

func newCanvas(w, h int) *canvas {
	c := &canvas{lines: make([][]uint8, h), runes: make([][]rune, h)}
	for y := range c.lines {
		c.lines[y], c.runes[y] = make([]uint8, w), make([]rune, w)
	}
	return c
}

func (c *canvas) line(x, y int, sides uint8) {
	if y >= 0 && y < len(c.lines) && x >= 0 && x < len(c.lines[y]) {
		c.lines[y][x] |= sides
	}
}

// arrow goes down from a, sideways in the middle of the gap and down to b.
func (c *canvas) arrow(a, b *place) {
	top, bottom := a.y+a.h, b.y-1
	turn := bottom - 1
	x0, x1 := a.middle(), b.middle()
	for y := top; y < turn; y++ {
		c.line(x0, y, up|down)
	}
	switch {
	case x0 == x1:
		c.line(x0, turn, up|down)
	case x0 < x1:
		c.line(x0, turn, up|right)
		c.line(x1, turn, left|down)
	default:
		c.line(x0, turn, up|left)
		c.line(x1, turn, right|down)
	}
	for x := min(x0, x1) + 1; x < max(x0, x1); x++ {
		c.line(x, turn, left|right)
	}
	c.line(x1, bottom, up|down)
	if b.box >= 0 && bottom >= 0 && bottom < len(c.runes) {
		c.runes[bottom][x1] = '▼'
	}
}

// box draws a frame with lines of text, each in the middle.
func (c *canvas) box(p *place, text []string) {
	for y := p.y; y < p.y+p.h; y++ {
		for x := p.x; x < p.x+p.w; x++ {
			c.lines[y][x] = 0
		}
	}
	x1, y1 := p.x+p.w-1, p.y+p.h-1
	for x := p.x + 1; x < x1; x++ {
		c.line(x, p.y, left|right)
		c.line(x, y1, left|right)
	}
	for y := p.y + 1; y < y1; y++ {
		c.line(p.x, y, up|down)
		c.line(x1, y, up|down)
	}
	c.line(p.x, p.y, down|right)
	c.line(x1, p.y, down|left)
	c.line(p.x, y1, up|right)
	c.line(x1, y1, up|left)
	for i, s := range text {
		x := p.x + (p.w-displaywidth.String(s))/2
		for _, r := range s {
			c.runes[p.y+1+i][x] = r
			n := displaywidth.Rune(r)
			for k := 1; k < n; k++ {
				c.runes[p.y+1+i][x+k] = -1 // covered by a wide character
			}
			x += max(n, 1)
		}
	}
}

func (c *canvas) String() string {
	var out strings.Builder
	for y := range c.runes {
		var row strings.Builder
		for x, r := range c.runes[y] {
			switch {
			case r > 0:
				row.WriteRune(r)
			case r < 0:
			case c.lines[y][x] != 0:
				row.WriteRune(lineRunes[c.lines[y][x]])
			default:
				row.WriteByte(' ')
			}
		}
		out.WriteString(strings.TrimRight(row.String(), " ") + "\n")
	}
	return strings.TrimRight(out.String(), "\n")
}
