package diagram

import (
	"image"
	"image/color"
	"image/png"
	"io"

	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/math/fixed"
)

// PNG draws a graph as a PNG picture.
func PNG(w io.Writer, g Graph) error {
	l := pictureLayout(g)
	c := &picture{image.NewRGBA(image.Rect(0, 0, l.width+2*margin, l.height+2*margin))}
	c.fill(c.Bounds(), color.White)
	for r := range l.rows {
		for _, a := range l.bends(r) {
			c.arrow(a[0], a[1])
		}
	}
	for _, p := range l.places {
		if p.box < 0 {
			c.vertical(p.middle(), p.y, p.y+p.h)
			continue
		}
		r := image.Rect(p.x, p.y, p.x+p.w, p.y+p.h).Add(image.Pt(margin, margin))
		c.fill(r, color.Black)
		c.fill(r.Inset(1), color.RGBA{0xee, 0xf3, 0xfb, 0xff})
		for i, line := range g.Boxes[p.box].Lines {
			c.text(p.middle(), p.y+padding+lineHeight*(i+1)-4, line)
		}
	}
	return png.Encode(w, c)
}

// picture draws lines and texts, shifted by the margin.
type picture struct{ *image.RGBA }

func (c *picture) fill(r image.Rectangle, col color.Color) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			c.Set(x, y, col)
		}
	}
}

func (c *picture) vertical(x, y0, y1 int) {
	c.fill(image.Rect(x, y0, x+1, y1).Add(image.Pt(margin, margin)), color.Black)
}

func (c *picture) horizontal(x0, x1, y int) {
	c.fill(image.Rect(min(x0, x1), y, max(x0, x1)+1, y+1).Add(image.Pt(margin, margin)), color.Black)
}

// arrow goes down, sideways in the middle of the gap, down, and ends in a tip.
func (c *picture) arrow(a, b *place) {
	x0, y0, x1, y1 := a.middle(), a.y+a.h, b.middle(), b.y
	mid := (y0 + y1) / 2
	c.vertical(x0, y0, mid)
	c.horizontal(x0, x1, mid)
	c.vertical(x1, mid, y1)
	if b.box < 0 {
		return
	}
	for i := range 6 {
		c.horizontal(x1-i/2, x1+i/2, y1-1-i)
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
	d.Dot = fixed.P(middle-w/2+margin, baseline+margin)
	d.DrawString(plain)
}
