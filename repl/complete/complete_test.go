package complete

import (
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"kerash/interp/object"
	"kerash/repl/editor"
)

// sample has a module with a class and a function, and an object whose
// property would fail the test if it were read.
func sample(t *testing.T) *Completer {
	dense := &object.Class{Name: "Dense", Signature: "Dense(units, activation=None, use_bias=True)",
		Members: func() []object.Member {
			return []object.Member{object.Method("build(self, shape)", "", nil), object.Const("units", 1)}
		}}
	layers := &object.Module{Name: "layers", Members: func() []object.Member {
		return []object.Member{object.Const("Dense", dense), object.Const("Dropout", 1), object.Const("_private", 1)}
	}}
	th := object.NewThread(io.Discard)
	user := object.Func("x(self)", "", func(*object.Thread, *object.Bound) (object.Value, error) {
		t.Error("user code ran")
		return nil, nil
	})
	var dict object.Namespace
	dict.Set("trap", &object.Property{Name: "trap", Fget: user})
	cls, err := object.NewClass(th, "Mine", nil, "", "", "", dict)
	if err != nil {
		t.Fatal(err)
	}
	globals := map[string]object.Value{
		"layers": layers, "mine": &object.Instance{Class: cls}, "xs": object.NewList("text", layers),
		"table": object.DictOf("k", layers), "fit": object.Func("fit(x, y=None, *, epochs=1)", "", nil),
	}
	return &Completer{Thread: th,
		Lookup: func(n string) (object.Value, bool) { v, ok := globals[n]; return v, ok },
		Names: func() []string {
			var names []string
			for n := range globals {
				names = append(names, n)
			}
			return names
		},
		Magics: func() []editor.Candidate { return []editor.Candidate{{Text: "time"}, {Text: "timeit"}} },
	}
}

func TestComplete(t *testing.T) {
	c := sample(t)
	for src, want := range map[string]string{
		"lay":                             "layers",
		"layers.D":                        "Dense Dropout",
		"layers. D":                       "Dense Dropout",
		"layers.":                         "Dense Dropout",
		"layers._":                        "_private",
		"layers.dense":                    "Dense",
		"x = [layers.Dense(3, act":        "activation=",
		"layers.Dense(use":                "use_bias=",
		"layers.Dense(units=3, un":        "",
		"layers.Dense(3, un":              "",
		"layers.Dense(3).bu":              "build",
		"xs[1].Dr":                        "Dropout",
		"xs[-1].Dr":                       "Dropout",
		`table["k"].Dr`:                   "Dropout",
		"mine.tr":                         "trap",
		"mine.trap.x":                     "",
		"fit(1, ep":                       "epochs=",
		"%ti":                             "time timeit",
		"x = 1\n%%timei":                  "timeit",
		`layers.Dense(3, dtype="floa`:     "float16 float32 float64",
		"# lay":                           "",
		`"lay"; lay`:                      "layers",
		"print(layers.Dense(3), lay":      "layers",
		"whil":                            "while",
		"unknown.":                        "",
		"f(g(1)[2].":                      "",
		`layers.Conv2D(3, padding='s`:     "same",
		"layers.Dense(\n    3,\n    acti": "activation=",
	} {
		var got []string
		for _, it := range c.Complete(src, len(src)).Items {
			got = append(got, it.Text)
		}
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%q: got %v, want %s", src, got, want)
		}
	}
}

func TestCompleteFiles(t *testing.T) {
	c := sample(t)
	t.Chdir(t.TempDir())
	os.Mkdir("weights", 0o755)
	os.WriteFile("weights/digits.h5", []byte("x"), 0o644)
	os.WriteFile("weights/.hidden", nil, 0o644)
	for src, want := range map[string]string{`open("we`: "weights/", `open("weights/`: "digits.h5", `open("weights/d`: "digits.h5", `open("nothing/`: ""} {
		found := c.Complete(src, len(src))
		got := ""
		for _, it := range found.Items {
			got += it.Text
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", src, got, want)
		}
	}
	c.NoFiles = true
	if got := c.Complete(`open("we`, 8).Items; len(got) > 0 {
		t.Errorf("files were listed although they must not: %v", got)
	}
}

func TestSignature(t *testing.T) {
	c := sample(t)
	for src, want := range map[string]string{
		"layers.Dense(":              "Dense(»units«, activation=None, use_bias=True)",
		"layers.Dense(3, ":           "Dense(units, »activation=None«, use_bias=True)",
		"layers.Dense(3, use_bias=F": "Dense(units, activation=None, »use_bias=True«)",
		"fit(1, 2, ":                 "fit(x, y=None, epochs=1)",
		"fit(1)":                     "",
		"[1, ":                       "",
		"unknown(":                   "",
	} {
		if got := c.Signature(src, len(src)); got != want {
			t.Errorf("%q: got %q, want %q", src, got, want)
		}
	}
}
