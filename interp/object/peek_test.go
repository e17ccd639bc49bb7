package object

import (
	"io"
	"testing"
)

// Peek must see what GetAttr sees, but never run code of the user's.
func TestPeekRunsNoUserCode(t *testing.T) {
	th := NewThread(io.Discard)
	ran := false
	getter := Func("x(self)", "", func(*Thread, *Bound) (Value, error) { ran = true; return 1, nil })
	var dict Namespace
	dict.Set("prop", &Property{Name: "prop", Fget: getter})
	dict.Set("__getattr__", getter)
	dict.Set("const", 7)
	cls, err := NewClass(th, "C", nil, "", "", "", dict)
	if err != nil {
		t.Fatal(err)
	}
	v := &Instance{Class: cls}
	v.Attrs.Set("own", 3)
	for name, want := range map[string]Value{"const": 7, "own": 3} {
		if got, ok := Peek(th, v, name); !ok || got != want {
			t.Errorf("%s: got %v %v", name, got, ok)
		}
	}
	for _, name := range []string{"prop", "absent"} {
		if got, ok := Peek(th, v, name); ok {
			t.Errorf("%s: got %v", name, got)
		}
	}
	if ran {
		t.Error("user code ran")
	}
}

func TestSignatureOf(t *testing.T) {
	fn := Func("scale(self, x, *, by=2)", "", nil)
	cls := &Class{Name: "K", Signature: "K(units, bias=True)"}
	for want, v := range map[string]Value{
		"scale(self, x, *, by=2)": fn,
		"scale(x, *, by=2)":       &BoundMethod{Self: 1, Fn: fn},
		"K(units, bias=True)":     cls,
	} {
		if s := SignatureOf(v); s == nil || s.String() != want {
			t.Errorf("got %v, want %s", s, want)
		}
	}
	if s := SignatureOf(3); s != nil {
		t.Errorf("an int has a signature: %v", s)
	}
}
