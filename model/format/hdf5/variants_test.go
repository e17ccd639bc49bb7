package hdf5

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"os"
	"reflect"
	"strings"
	"testing"

	"kerash/model/format/plain"
)

// variants are files that h5py wrote with everything that it can: filters,
// chunks and their indexes, dtypes, kinds of strings, links, large attributes;
// old in the oldest format, new in the newest, block behind a user block.
var variants = []string{"old", "new", "block"}

// content is what h5py reads in an object: for its value and its attributes
// the dtype, the shape and a checksum.
type content struct {
	Attrs map[string]string
	Data  *string
}

func TestVariants(t *testing.T) {
	for _, name := range variants {
		t.Run(name, func(t *testing.T) {
			f, err := Open("testdata/" + name + ".h5")
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			text, err := os.ReadFile("testdata/" + name + ".json")
			if err != nil {
				t.Fatal(err)
			}
			var want map[string]content
			if err := json.Unmarshal(text, &want); err != nil {
				t.Fatal(err)
			}
			for path, c := range want {
				o, err := f.Root().Lookup(path)
				if err != nil {
					t.Error(path, err)
					continue
				}
				c.compare(t, o)
			}
		})
	}
}

func (c content) compare(t *testing.T, o Object) {
	attrs, err := o.Attrs()
	if err != nil || len(attrs) != len(c.Attrs) {
		t.Errorf("%s: %d attributes of %d, %v", o.Path(), len(attrs), len(c.Attrs), err)
	}
	for _, a := range attrs {
		if got := summary(t, a.Array); got != c.Attrs[a.Name] {
			t.Errorf("%s, attribute %s: %s, want %s", o.Path(), a.Name, got, c.Attrs[a.Name])
		}
	}
	d, ok := o.(*Dataset)
	if !ok || c.Data == nil {
		if ok != (c.Data != nil) {
			t.Errorf("%s: dataset %v, want %v", o.Path(), ok, c.Data != nil)
		}
		return
	}
	a, err := d.Read()
	if err != nil {
		t.Error(err)
	} else if got := summary(t, a); got != *c.Data {
		t.Errorf("%s: %s, want %s", o.Path(), got, *c.Data)
	}
}

// summary is the dtype, the shape and a checksum of the elements as float64, or
// of the texts.
func summary(t *testing.T, a plain.Array) string {
	if a.Data == nil {
		return "null"
	}
	shape := strings.ReplaceAll(fmt.Sprint(a.Shape), " ", ", ")
	if texts, ok := a.Data.([]string); ok {
		return fmt.Sprintf("text %s %d", shape, crc32.ChecksumIEEE([]byte(strings.Join(texts, "\x00"))))
	}
	values := make([]float64, a.Len())
	v := reflect.ValueOf(a.Data)
	for i := range values {
		switch e := v.Index(i); {
		case a.DType == plain.Float16:
			values[i] = float64(plain.HalfToFloat(uint16(e.Uint())))
		case e.Kind() == reflect.Bool:
			if e.Bool() {
				values[i] = 1
			}
		case e.CanInt():
			values[i] = float64(e.Int())
		case e.CanUint():
			values[i] = float64(e.Uint())
		default:
			values[i] = e.Float()
		}
	}
	var b bytes.Buffer
	if err := binary.Write(&b, binary.LittleEndian, values); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s %s %d", a.DType, shape, crc32.ChecksumIEEE(b.Bytes()))
}

// Damaged files give errors or other values: never a panic, never a hang.
func TestDamagedVariants(t *testing.T) {
	for _, name := range variants {
		whole, err := os.ReadFile("testdata/" + name + ".h5")
		if err != nil {
			t.Fatal(err)
		}
		random := rand.New(rand.NewPCG(1, 2))
		for round := range 60 {
			b := bytes.Clone(whole)
			if round%6 == 0 {
				b = b[:random.IntN(len(b))]
			}
			for range 1 + random.IntN(40) {
				if len(b) > 0 {
					b[random.IntN(len(b))] = byte(random.IntN(256))
				}
			}
			readAll(b)
		}
	}
}

// readAll reads whatever can be found in a file.
func readAll(b []byte) {
	f, err := NewFile(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return
	}
	var visit func(g *Group, depth int)
	visit = func(g *Group, depth int) {
		_, _ = g.Attrs()
		names, _ := g.Names()
		for _, name := range names {
			o, err := g.Lookup(name)
			if err != nil {
				continue
			}
			switch o := o.(type) {
			case *Dataset:
				_, _ = o.Attrs()
				_, _ = o.Read()
			case *Group:
				if depth < 4 {
					visit(o, depth+1)
				}
			}
		}
	}
	visit(f.Root(), 0)
}
