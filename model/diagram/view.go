package diagram

import "image"

// standardDPI is the dots an inch that sizes are given for.
const standardDPI = 96

// view is a layout as a picture shows it: turned so that the arrows go where
// they should, with a margin.
type view struct {
	*layout
	rankdir string
	dpi     int
}

func newView(g Graph) *view {
	v := &view{rankdir: g.Rankdir, dpi: g.DPI}
	if v.dpi <= 0 {
		v.dpi = standardDPI
	}
	size := pictureSize
	if v.sideways() {
		size = func(b Box) (w, h int) {
			w, h = pictureSize(b)
			return h, w
		}
	}
	v.layout = newLayout(g, size, gapAcross, gapDown)
	return v
}

// sideways reports whether the arrows go along a line of text.
func (v *view) sideways() bool { return v.rankdir == "LR" || v.rankdir == "RL" }

// point is where a point of the layout is in the picture.
func (v *view) point(x, y int) image.Point {
	if v.rankdir == "BT" || v.rankdir == "RL" {
		y = v.height - y
	}
	if v.sideways() {
		x, y = y, x
	}
	return image.Pt(x+margin, y+margin)
}

// box is where a place is in the picture.
func (v *view) box(p *place) image.Rectangle {
	return image.Rectangle{v.point(p.x, p.y), v.point(p.x+p.w, p.y+p.h)}.Canon()
}

// size is that of the picture at the standard dots an inch.
func (v *view) size() (w, h int) {
	w, h = v.width, v.height
	if v.sideways() {
		w, h = h, w
	}
	return w + 2*margin, h + 2*margin
}

// scaled is a length at the dots an inch of the picture.
func (v *view) scaled(n int) int { return max(1, n*v.dpi/standardDPI) }
