package checkpoint

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"kerash/model/format/plain"
)

func TestRoundTrip(t *testing.T) {
	prefix := filepath.Join(t.TempDir(), "ckpt")
	var tensors []Named
	for i := range 700 { // several restart points
		tensors = append(tensors, Named{fmt.Sprintf("layer-%d/kernel", i), plain.Of([]float32{float32(i), -1}, 1, 2)})
	}
	tensors = append(tensors,
		Named{"step", plain.Of([]int64{-5})},
		Named{"words", plain.Of([]string{"a", "", strings.Repeat("long", 100)}, 3)},
		Named{"empty", plain.Of([]float64{}, 0, 3)})
	graph := []Object{
		{Children: []Child{{"step", 1}, {"self", 0}}, Slots: []Slot{{Of: 1, ID: 1, Name: "m"}}},
		{Key: "step", Attribute: "VARIABLE_VALUE", FullName: "iteration"},
	}
	if err := Write(prefix, tensors, graph); err != nil {
		t.Fatal(err)
	}
	b, err := Open(prefix)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(b.Keys()); n != len(tensors) {
		t.Errorf("%d keys of %d", n, len(tensors))
	}
	for _, want := range tensors {
		got, err := b.Read(want.Key)
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want.Array) {
			t.Errorf("%s: %v %v", want.Key, got, err)
		}
	}
	if got, err := b.Graph(); err != nil || !reflect.DeepEqual(got, graph) {
		t.Errorf("graph %+v, %v", got, err)
	}
	if _, err := b.Read("absent"); err == nil {
		t.Error("an absent key was read")
	}
}

// Every flipped bit of the index must be noticed, or change nothing that is
// read; none may crash.
func TestBrokenIndex(t *testing.T) {
	prefix := filepath.Join(t.TempDir(), "ckpt")
	if err := Write(prefix, []Named{{"a", plain.Of([]float32{1, 2}, 2)}, {"b", plain.Of([]int32{3})}}, []Object{{}}); err != nil {
		t.Fatal(err)
	}
	good, _ := os.ReadFile(prefix + ".index")
	for i := range good {
		bad := append([]byte(nil), good...)
		bad[i] ^= 0x10
		os.WriteFile(prefix+".index", bad, 0o644)
		if b, err := Open(prefix); err == nil {
			if a, err := b.Read("a"); err == nil && fmt.Sprint(a.Data) != "[1 2]" {
				t.Errorf("byte %d: wrong values %v", i, a.Data)
			}
		}
	}
	for n := range good {
		os.WriteFile(prefix+".index", good[:n], 0o644)
		if _, err := Open(prefix); err == nil {
			t.Errorf("an index cut to %d bytes was read", n)
		}
	}
	os.WriteFile(prefix+".index", good, 0o644)
	data, _ := os.ReadFile(prefix + ".data-00000-of-00001")
	data[len(data)-12] ^= 1 // the first byte of a
	os.WriteFile(prefix+".data-00000-of-00001", data, 0o644)
	b, err := Open(prefix)
	if err != nil {
		t.Fatal(err)
	}
	if a, err := b.Read("a"); err == nil {
		t.Errorf("a flipped bit of the data went unnoticed: %v", a.Data)
	}
}

// A checkpoint that TensorFlow merged from four, with a variable in two slices.
func TestShards(t *testing.T) {
	b, err := Open("testdata/sharded")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]plain.Array{
		"one": plain.Of([]float32{1, 2}, 2), "two": plain.Of([]int32{3, 4}, 1, 2), "three": plain.Of([]string{"a", "bb"}, 2),
		"four": plain.Of([]bool{true}, 1), "sl": plain.Of([]int32{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, 4, 3),
	}
	if n := len(b.Keys()); n != len(want) {
		t.Errorf("%d keys: %q", n, b.Keys())
	}
	for key, a := range want {
		if got, err := b.Read(key); err != nil || fmt.Sprint(got) != fmt.Sprint(a) {
			t.Errorf("%s: %v, %v, want %v", key, got, err, a)
		}
	}
}

func TestSliceKeys(t *testing.T) {
	for v, want := range map[int64]string{0: "\x80", 63: "\xbf", -1: "\x7f", -64: "\x40", 64: "\xc0\x40", 300: "\xc1\x2c", -65: "\x3f\xbf", 1 << 40: "\xfd\x00\x00\x00\x00\x00"} {
		if got := string(orderedSigned(v)); got != want {
			t.Errorf("%d: %x, want %x", v, got, want)
		}
	}
}
