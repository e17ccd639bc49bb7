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

// pictureLayout lays a graph out for SVG and PNG.
func pictureLayout(g Graph) *layout { return newLayout(g, pictureSize, gapAcross, gapDown) }

// SVG draws a graph as an SVG document.
func SVG(g Graph) string {
	l := pictureLayout(g)
	var b strings.Builder
	w, h := l.width+2*margin, l.height+2*margin
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-family="monospace" font-size="12">`+"\n", w, h, w, h)
	b.WriteString(`<defs><marker id="tip" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L10 5L0 10z"/></marker></defs>` + "\n")
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="white"/>`+"\n", w, h)
	fmt.Fprintf(&b, `<g transform="translate(%d %d)">`+"\n", margin, margin)
	for r := range l.rows {
		for _, a := range l.bends(r) {
			from, to := a[0], a[1]
			tip := ""
			if to.box >= 0 {
				tip = ` marker-end="url(#tip)"`
			}
			x0, y0, x1, y1 := from.middle(), from.y+from.h, to.middle(), to.y
			mid := (y0 + y1) / 2
			fmt.Fprintf(&b, `<path d="M%d %dC%d %d %d %d %d %d" fill="none" stroke="black"%s/>`+"\n", x0, y0, x0, mid, x1, mid, x1, y1, tip)
		}
	}
	for _, p := range l.places {
		if p.box < 0 {
			fmt.Fprintf(&b, `<path d="M%d %dV%d" stroke="black"/>`+"\n", p.middle(), p.y, p.y+p.h)
			continue
		}
		fmt.Fprintf(&b, `<rect x="%d" y="%d" width="%d" height="%d" rx="4" fill="#eef3fb" stroke="black"/>`+"\n", p.x, p.y, p.w, p.h)
		for i, line := range g.Boxes[p.box].Lines {
			weight := ""
			if i == 0 {
				weight = ` font-weight="bold"`
			}
			fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="middle"%s>%s</text>`+"\n", p.middle(), p.y+padding+lineHeight*(i+1)-4, weight, html.EscapeString(line))
		}
	}
	b.WriteString("</g>\n</svg>\n")
	return b.String()
}
