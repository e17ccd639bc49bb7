package help

import (
	"io"
	"strings"
	"testing"

	"kerash/interp/object"
)

func TestText(t *testing.T) {
	th := object.NewThread(io.Discard)
	fn := object.Func("scale(x, *, by=2)", "Multiplies x. A second sentence.", nil)
	fn.Example = ">>> scale(3)\n6"
	cls := &object.Class{
		Name: "Dense", Module: "keras.layers", Signature: "Dense(units, activation=None)",
		Doc: "Fully connected layer.",
		ArgDocs: func() []object.ArgDoc {
			return []object.ArgDoc{{Name: "units", Doc: "size"}, {Name: "activation", Doc: "applied last"}}
		},
		Members: func() []object.Member {
			return []object.Member{
				object.Method("build(self, shape)", "Makes the weights.", nil),
				object.Getter("name", "The name.", nil),
			}
		},
	}
	mod := &object.Module{Name: "m", Doc: "Things.", Members: func() []object.Member {
		return []object.Member{{Name: "scale", Value: fn}, {Name: "_hidden", Value: 1}}
	}}
	for _, c := range []struct {
		name string
		v    object.Value
		want string
	}{
		{"scale", fn, `scale(x, *, by=2)    [function]

Multiplies x. A second sentence.

Example:
  >>> scale(3)
  6
`},
		{"Dense", cls, `Dense(units, activation=None)    [class of keras.layers]

Fully connected layer.

Arguments:
  units       size
  activation  applied last (default None)

Methods:
  build  Makes the weights.

Properties:
  name  The name.
`},
		{"m", mod, `m    [module]

Things.

Names:
  scale  Multiplies x.
`},
	} {
		if got := Text(th, c.name, c.v); got != c.want {
			t.Errorf("%s:\n%s\nwant:\n%s", c.name, got, c.want)
		}
	}
}

func TestLongSignatureBreaks(t *testing.T) {
	var args []string
	for range 12 {
		args = append(args, "some_argument=(1, 2)")
	}
	got := breakSignature("function(" + strings.Join(args, ", ") + ")")
	for line := range strings.SplitSeq(got, "\n") {
		if len(line) > Width {
			t.Errorf("line of %d: %s", len(line), line)
		}
	}
	if strings.Join(strings.Fields(got), " ") != "function("+strings.Join(args, ", ")+")" {
		t.Error("words were lost:", got)
	}
}
