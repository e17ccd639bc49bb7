package diagram

import (
	"image"
	"image/color"
	"image/png"
	"io"

	"golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/math/fixed"
)

// PNG draws a graph as a PNG picture.
func PNG(w io.Writer, g Graph) error {
	v := newView(g)
	across, down := v.size()
	c := &picture{image.NewRGBA(image.Rect(0, 0, across, down)), v}
	c.fill(c.Bounds(), color.White)
	for r := range v.rows {
		for _, a := range v.bends(r) {
			c.arrow(a[0], a[1])
		}
	}
	for _, p := range v.places {
		if p.box < 0 {
			c.line(p.middle(), p.y, p.middle(), p.y+p.h)
			continue
		}
		r := v.box(p)
		c.fill(r, color.Black)
		c.fill(r.Inset(1), color.RGBA{0xee, 0xf3, 0xfb, 0xff})
		for i, line := range g.Boxes[p.box].Lines {
			c.text((r.Min.X+r.Max.X)/2, r.Min.Y+padding+lineHeight*(i+1)-4, line)
		}
	}
	if v.dpi == standardDPI {
		return png.Encode(w, c)
	}
	scaled := image.NewRGBA(image.Rect(0, 0, v.scaled(across), v.scaled(down)))
	draw.BiLinear.Scale(scaled, scaled.Bounds(), c, c.Bounds(), draw.Src, nil)
	return png.Encode(w, scaled)
}

// picture draws lines and texts as a view has them.
type picture struct {
	*image.RGBA
	view *view
}

func (c *picture) fill(r image.Rectangle, col color.Color) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			c.Set(x, y, col)
		}
	}
}

// line joins two points of the layout that have one coordinate in common.
func (c *picture) line(x0, y0, x1, y1 int) {
	p, q := c.view.point(x0, y0), c.view.point(x1, y1)
	r := image.Rectangle{p, q}.Canon()
	r.Max = r.Max.Add(image.Pt(1, 1))
	c.fill(r, color.Black)
}

// arrow goes on, sideways in the middle of the gap, on, and ends in a tip.
func (c *picture) arrow(a, b *place) {
	x0, y0, x1, y1 := a.middle(), a.y+a.h, b.middle(), b.y
	mid := (y0 + y1) / 2
	c.line(x0, y0, x0, mid)
	c.line(x0, mid, x1, mid)
	c.line(x1, mid, x1, y1)
	if b.box < 0 {
		return
	}
	for i := range 6 {
		c.line(x1-i/2, y1-1-i, x1+i/2, y1-1-i)
	}
}

// arrows of shapes are written as the font has them.
var plainText = map[rune]string{'→': "->"}

func (c *picture) text(middle, baseline int, s string) {
	plain := ""
	for _, r := range s {
		if t, ok := plainText[r]; ok {
			plain += t
		} else {
			plain += string(r)
		}
	}
	d := font.Drawer{Dst: c, Src: image.Black, Face: basicfont.Face7x13}
	w := d.MeasureString(plain).Round()
	d.Dot = fixed.P(middle-w/2, baseline)
	d.DrawString(plain)
}
