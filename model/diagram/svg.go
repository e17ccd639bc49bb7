package diagram

import (
	"fmt"
	"html"
	"strings"
	"unicode/utf8"
)

// Sizes of a picture, in pixels at 96 dots an inch.
const (
	charWidth  = 7
	lineHeight = 16
	padding    = 8
	gapAcross  = 24
	gapDown    = 32
	margin     = 8
)

func pictureSize(b Box) (w, h int) {
	for _, line := range b.Lines {
		w = max(w, utf8.RuneCountInString(line)*charWidth)
	}
	return w + 2*padding, len(b.Lines)*lineHeight + 2*padding
}

// SVG draws a graph as an SVG document.
func SVG(g Graph) string {
	v := newView(g)
	var b strings.Builder
	w, h := v.size()
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-family="monospace" font-size="12">`+"\n", v.scaled(w), v.scaled(h), w, h)
	b.WriteString(`<defs><marker id="tip" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L10 5L0 10z"/></marker></defs>` + "\n")
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="white"/>`+"\n", w, h)
	for r := range v.rows {
		for _, a := range v.bends(r) {
			from, to := a[0], a[1]
			tip := ""
			if to.box >= 0 {
				tip = ` marker-end="url(#tip)"`
			}
			mid := (from.y + from.h + to.y) / 2
			p, q := v.point(from.middle(), from.y+from.h), v.point(to.middle(), to.y)
			c, d := v.point(from.middle(), mid), v.point(to.middle(), mid)
			fmt.Fprintf(&b, `<path d="M%d %dC%d %d %d %d %d %d" fill="none" stroke="black"%s/>`+"\n", p.X, p.Y, c.X, c.Y, d.X, d.Y, q.X, q.Y, tip)
		}
	}
	for _, p := range v.places {
		if p.box < 0 {
			from, to := v.point(p.middle(), p.y), v.point(p.middle(), p.y+p.h)
			fmt.Fprintf(&b, `<path d="M%d %dL%d %d" stroke="black"/>`+"\n", from.X, from.Y, to.X, to.Y)
			continue
		}
		r := v.box(p)
		fmt.Fprintf(&b, `<rect x="%d" y="%d" width="%d" height="%d" rx="4" fill="#eef3fb" stroke="black"/>`+"\n", r.Min.X, r.Min.Y, r.Dx(), r.Dy())
		for i, line := range g.Boxes[p.box].Lines {
			weight := ""
			if i == 0 {
				weight = ` font-weight="bold"`
			}
			fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="middle"%s>%s</text>`+"\n", (r.Min.X+r.Max.X)/2, r.Min.Y+padding+lineHeight*(i+1)-4, weight, html.EscapeString(line))
		}
	}
	b.WriteString("</svg>\n")
	return b.String()
}
