package diagram

import (
	"bytes"
	"encoding/xml"
	"image/png"
	"io"
	"strings"
	"testing"
)

// diamond is a box, two below it, and one that reads all three.
var diamond = Graph{
	Boxes:  []Box{{Lines: []string{"in"}}, {Lines: []string{"left", "(3, 4)"}}, {Lines: []string{"right"}}, {Lines: []string{"层 <add>"}}},
	Arrows: [][2]int{{0, 1}, {0, 2}, {1, 3}, {2, 3}, {0, 3}},
}

func TestText(t *testing.T) {
	want := `
┌────┐
│ in │
└────┘
   │
   ▼
┌─────┐
│ out │
└─────┘`
	got := Text(Graph{Boxes: []Box{{Lines: []string{"in"}}, {Lines: []string{"out"}}}, Arrows: [][2]int{{0, 1}}})
	if trim(got) != trim(want[1:]) {
		t.Errorf("got\n%s\nwant%s", got, want)
	}
	got = Text(diamond)
	for _, s := range []string{"│ in │", "│  left  │", "│ (3, 4) │", "│ right │", "│ 层 <add> │"} {
		if !strings.Contains(got, s) {
			t.Errorf("%q is missing in\n%s", s, got)
		}
	}
	if n := strings.Count(got, "▼"); n < 3 {
		t.Errorf("%d arrows in\n%s", n, got)
	}
}

// trim takes the indentation off, which depends on rounding.
func trim(s string) string {
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		out = append(out, strings.TrimSpace(line))
	}
	return strings.Join(out, "\n")
}

// Boxes of one row must not overlap, and arrows must point downwards.
func TestLayout(t *testing.T) {
	l := newView(diamond)
	for _, row := range l.rows {
		for i, a := range row {
			for _, b := range row[i+1:] {
				p, q := l.places[a], l.places[b]
				if p.x < q.x+q.w && q.x < p.x+p.w {
					t.Errorf("places %d and %d overlap: %+v %+v", a, b, *p, *q)
				}
			}
		}
	}
	for _, p := range l.places {
		for _, j := range p.to {
			if l.places[j].row != p.row+1 {
				t.Errorf("an arrow goes from row %d to row %d", p.row, l.places[j].row)
			}
		}
	}
}

func TestPictures(t *testing.T) {
	d := xml.NewDecoder(strings.NewReader(SVG(diamond)))
	texts := 0
	for {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if s, ok := tok.(xml.StartElement); ok && s.Name.Local == "text" {
			texts++
		}
	}
	if texts != 5 {
		t.Errorf("%d texts in the SVG", texts)
	}
	var b bytes.Buffer
	if err := PNG(&b, diamond); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	l := newView(diamond)
	if s := img.Bounds().Size(); s.X != l.width+2*margin || s.Y != l.height+2*margin {
		t.Errorf("picture of %v", s)
	}
}

// A picture in another direction has the same boxes, each the right way up, and
// arrows that go there.
func TestDirections(t *testing.T) {
	down := newView(diamond)
	for _, dir := range []string{"TB", "BT", "LR", "RL"} {
		g := diamond
		g.Rankdir = dir
		v := newView(g)
		for i, p := range v.places {
			if p.box < 0 {
				continue
			}
			if r, want := v.box(p).Size(), down.box(down.places[i]).Size(); r != want {
				t.Errorf("%s: box %d has size %v, not %v", dir, p.box, r, want)
			}
			for _, j := range p.to {
				a, b := v.box(p), v.box(v.places[j])
				goes := map[string]bool{"TB": b.Min.Y > a.Max.Y, "BT": b.Max.Y < a.Min.Y, "LR": b.Min.X > a.Max.X, "RL": b.Max.X < a.Min.X}
				if v.places[j].box >= 0 && !goes[dir] {
					t.Errorf("%s: an arrow from %v to %v", dir, a, b)
				}
			}
		}
	}
}

func TestDPI(t *testing.T) {
	g := diamond
	g.DPI = 48
	var b bytes.Buffer
	if err := PNG(&b, g); err != nil {
		t.Fatal(err)
	}
	img, err := png.DecodeConfig(&b)
	w, h := newView(diamond).size()
	if err != nil || img.Width != w/2 || img.Height != h/2 {
		t.Errorf("%d x %d, %v: not half of %d x %d", img.Width, img.Height, err, w, h)
	}
}
