package npy

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"kerash/model/format/plain"
)

// The files in testdata were written by NumPy.
func TestReadNumPy(t *testing.T) {
	for _, tt := range []struct {
		file  string
		shape []int
		data  any
	}{
		{"f4.npy", []int{2, 3}, []float32{0, 0.5, 1, 1.5, 2, 2.5}},
		{"fortran.npy", []int{2, 3}, []int64{0, 1, 2, 3, 4, 5}},
		{"big.npy", []int{3}, []int32{0, 1, 2}},
		{"text.npy", []int{3}, []string{"a", "été", ""}},
		{"scalar.npy", []int{}, []float64{2.5}},
	} {
		f, err := os.Open(filepath.Join("testdata", tt.file))
		if err != nil {
			t.Fatal(err)
		}
		a, err := Read(f)
		f.Close()
		if err != nil {
			t.Errorf("%s: %v", tt.file, err)
			continue
		}
		if !reflect.DeepEqual(a.Shape, tt.shape) || !reflect.DeepEqual(a.Data, tt.data) {
			t.Errorf("%s: got %v %v", tt.file, a.Shape, a.Data)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	good, err := os.ReadFile("testdata/f4.npy")
	if err != nil {
		t.Fatal(err)
	}
	object, err := os.ReadFile("testdata/object.npy")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("testdata/text.npy")
	if err != nil {
		t.Fatal(err)
	}
	huge := bytes.Replace(good, []byte("(2, 3)"), []byte("(9999999999, 9999999999)"), 1)
	for name, tt := range map[string]struct {
		data []byte
		want string
	}{
		"empty":     {nil, "magic string"},
		"no array":  {[]byte("hello, world"), "magic string"},
		"truncated": {good[:len(good)-1], "ends before"},
		"header":    {good[:40], "header"},
		"object":    {object, "Object arrays"},
		"huge":      {huge, "too large"},
		"elements":  {good[:len(good)-5], "array of size 4 into shape (2,3)"},
		"text":      {text[:len(text)-1], "array of size 2 into shape (3,)"},
		"length":    {good[:9], "expected 2 bytes got 1"},
		"negative":  {bytes.Replace(good, []byte("(2, 3)"), []byte("(-1,3)"), 1), "Cannot parse header"},
	} {
		if _, err := Read(bytes.NewReader(tt.data)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", name, err, tt.want)
		}
	}
}

func TestWriteRoundTrip(t *testing.T) {
	for i, a := range []plain.Array{
		plain.Of([]float32{1, 2, 3, 4}, 2, 2), plain.Of([]bool{true, false}, 2), plain.Of([]uint8{7}, 1, 1), plain.Of([]string{"ab", "c"}, 2), plain.Of([]int64{5}),
	} {
		var b bytes.Buffer
		if err := Write(&b, a); err != nil {
			t.Fatal(err)
		}
		got, err := Read(&b)
		if err != nil || fmt.Sprint(got.Shape, got.Data) != fmt.Sprint(a.Shape, a.Data) {
			t.Errorf("%d: got %v %v (%v)", i, got.Shape, got.Data, err)
		}
	}
}

func TestArchive(t *testing.T) {
	z, err := Open("testdata/two.npz")
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	if got := fmt.Sprint(z.Names()); got != "[w b]" {
		t.Errorf("names %s", got)
	}
	if a, err := z.Array("b"); err != nil || fmt.Sprint(a.Shape) != "[1 3]" {
		t.Errorf("b: %v %v", a, err)
	}
	if _, err := z.Array("x"); err == nil {
		t.Error("no error for a missing array")
	}
	var b bytes.Buffer
	if err := WriteZip(&b, true, Named{"x", plain.Of([]int32{1, 2}, 2)}); err != nil {
		t.Fatal(err)
	}
	back, err := Bytes(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if a, err := back.Array("x"); err != nil || !reflect.DeepEqual(a.Data, []int32{1, 2}) {
		t.Errorf("x: %v %v", a, err)
	}
}
