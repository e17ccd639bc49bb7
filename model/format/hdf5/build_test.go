package hdf5

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

// sample is a file with all that Keras files have.
func sample() *Builder {
	var b Builder
	b.SetText("keras_version", "2.15.0")
	b.SetText("model_config", strings.Repeat(`{"é": 1}`, 20000))
	b.SetTextList("layer_names", []string{"dense", "dense_1"})
	b.SetTextList("none", nil)
	b.Group("dense").SetTextList("weight_names", []string{"dense/kernel:0", "dense/bias:0"})
	b.AddDataset("dense/dense/kernel:0", plain.Of([]float32{1, 2, 3, 4, 5, 6.5}, 2, 3))
	b.AddDataset("dense/dense/bias:0", plain.Of([]float32{}, 0))
	b.AddDataset("numbers/i64", plain.Of([]int64{-1 << 62}))
	b.AddDataset("numbers/f64", plain.Of([]float64{1e300, -2}, 2))
	b.AddDataset("numbers/u8", plain.Of([]uint8{1, 255}, 2))
	b.AddDataset("numbers/text", plain.Of([]string{"ab", "", "cde"}, 3))
	b.Group("empty")
	return &b
}

func reopen(t *testing.T, b *Builder) *File {
	t.Helper()
	var buf bytes.Buffer
	if _, err := b.WriteTo(&buf); err != nil {
		t.Fatal(err)
	}
	f, err := NewFile(bytes.NewReader(buf.Bytes()), int64(buf.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestWriteAndRead(t *testing.T) {
	f := reopen(t, sample())
	root := f.Root()
	if s, err := root.TextAttr("model_config"); err != nil || len(s) != 180000 || s[:9] != `{"é": 1}` {
		t.Errorf("model_config: %d bytes, %v", len(s), err)
	}
	if l, ok, err := root.TextListAttr("layer_names"); !ok || err != nil || !reflect.DeepEqual(l, []string{"dense", "dense_1"}) {
		t.Error(l, ok, err)
	}
	if l, ok, err := root.TextListAttr("none"); !ok || err != nil || len(l) != 0 {
		t.Error(l, ok, err)
	}
	for path, want := range map[string]plain.Array{
		"dense/dense/kernel:0": plain.Of([]float32{1, 2, 3, 4, 5, 6.5}, 2, 3),
		"dense/dense/bias:0":   plain.Of([]float32{}, 0),
		"numbers/i64":          {DType: plain.Int64, Shape: []int{}, Data: []int64{-1 << 62}},
		"numbers/f64":          plain.Of([]float64{1e300, -2}, 2),
		"numbers/u8":           plain.Of([]uint8{1, 255}, 2),
		"numbers/text":         plain.Of([]string{"ab", "", "cde"}, 3),
	} {
		d, err := root.Dataset(path)
		if err != nil {
			t.Error(path, err)
			continue
		}
		got, err := d.Read()
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: got %v, %v, want %v", path, got, err, want)
		}
	}
	if names, err := root.Names(); err != nil || !reflect.DeepEqual(names, []string{"dense", "empty", "numbers"}) {
		t.Error(names, err)
	}
}

// A group of many entries needs several symbol table nodes; a long list of
// names several attributes.
func TestWriteMany(t *testing.T) {
	for _, n := range []int{1, 8, 9, 256, 257, 3000} {
		var b Builder
		names := make([]string, n)
		for i := range names {
			names[i] = fmt.Sprintf("layer_with_a_rather_long_name_%d", i)
			b.AddDataset(names[i], plain.Of([]int32{int32(i)}))
		}
		b.SetTextList("layer_names", names)
		root := reopen(t, &b).Root()
		if l, ok, err := root.TextListAttr("layer_names"); !ok || err != nil || !reflect.DeepEqual(l, names) {
			t.Errorf("%d names: got %d, %v, %v", n, len(l), ok, err)
		}
		for i, name := range names {
			d, err := root.Dataset(name)
			if err != nil {
				t.Fatal(err)
			}
			if a, err := d.Read(); err != nil || a.Data.([]int32)[0] != int32(i) {
				t.Fatalf("%s: %v %v", name, a, err)
			}
		}
	}
}

func TestSaveReplacesWhole(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.h5")
	if err := sample().Save(path); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(path)
	var bad Builder
	bad.AddDataset("x", plain.Array{DType: plain.Float32, Shape: []int{2}, Data: []float32{1}})
	if err := bad.Save(path); err == nil {
		t.Error("a shape that does not fit its data was written")
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("a failed save changed the file")
	}
}
