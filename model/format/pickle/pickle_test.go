package pickle

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
)

// The files hold one dict, written by Python with each protocol.
func TestProtocols(t *testing.T) {
	for p := range 6 {
		data, err := os.ReadFile(fmt.Sprintf("testdata/p%d.pickle", p))
		if err != nil {
			t.Fatal(err)
		}
		v, err := Read(data)
		if err != nil {
			t.Errorf("protocol %d: %v", p, err)
			continue
		}
		d := v.(Dict)
		same := func(name string, got, want any) {
			if !reflect.DeepEqual(got, want) {
				t.Errorf("protocol %d: %s is %v, want %v", p, name, got, want)
			}
		}
		same("y", d["y"], &List{[]any{1, 2}})
		same("b", d["b"], "\x00\xff")
		same("t", d["t"].(Tuple)[:4], Tuple{nil, true, false, 1.5})
		x, err := d["x"].(*Array).Numbers()
		same("x", fmt.Sprint(x.Shape, x.Data, err), "[2 3] [0 1 2 3 4 5] <nil>")
		f, err := d["f"].(*Array).Numbers()
		same("f", fmt.Sprint(f.Data, err), "[1.5 -2] <nil>")
		words := d["words"].(*Array)
		for i, want := range [][]any{{1, 2, 300}, {70000, -5}, {}} {
			if l, ok := words.Objects[i].(*List); !ok || fmt.Sprint(l.Elems) != fmt.Sprint(want) {
				t.Errorf("protocol %d: words %d: %v", p, i, words.Objects[i])
			}
		}
	}
}

func TestNothingIsRun(t *testing.T) {
	data, err := os.ReadFile("testdata/call.pickle")
	if err != nil {
		t.Fatal(err)
	}
	if _, err = Read(data); err == nil || !strings.Contains(err.Error(), "system, and kerash runs nothing") {
		t.Errorf("%v", err)
	}
}

func FuzzRead(f *testing.F) {
	for p := range 6 {
		data, err := os.ReadFile(fmt.Sprintf("testdata/p%d.pickle", p))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) { _, _ = Read(data) })
}
