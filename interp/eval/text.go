package eval

import "unsafe"

// grownText lets s += t in a loop take time in proportion to t: the text made
// last keeps room after its end, which nobody else sees, and when it is
// extended again only t is copied.
type grownText struct{ buf []byte }

// minGrown is the length from which keeping room pays.
const minGrown = 128

// concat is s + t.
func (g *grownText) concat(s, t string) string {
	switch {
	case t == "":
		return s
	case len(s)+len(t) < minGrown:
		return s + t
	}
	if len(g.buf) != len(s) || unsafe.StringData(s) != unsafe.SliceData(g.buf) {
		g.buf = append(make([]byte, 0, 2*(len(s)+len(t))), s...)
	}
	// Earlier texts share the bytes before the end, which do not change.
	g.buf = append(g.buf, t...)
	return unsafe.String(unsafe.SliceData(g.buf), len(g.buf))
}
