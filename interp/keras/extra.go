package keras

import (
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
)

// extraMembers are the methods and properties that only some classes have, as
// their declarations list them.
func extraMembers(c *model.Class) []object.Member {
	var ms []object.Member
	if c == model.HistoryClass {
		ms = historyMembers()
	}
	for _, m := range c.Methods {
		if !strings.Contains(m.Signature, "(") {
			ms = append(ms, object.Getter(m.Signature, m.Doc, func(th *object.Thread, self object.Value) (object.Value, error) {
				return toPython(m.Call(binding.Context(th), goPart(self), nil)), nil
			}))
			continue
		}
		ms = append(ms, object.Method(m.Signature, m.Doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			var args []any
			for i, p := range a.Sig.Params[1:] {
				if p.Name == "data" {
					args = append(args, dataArg(th, a.At(i+1), false))
				} else {
					args = append(args, toArgument(th, a.At(i+1)))
				}
			}
			return toPython(m.Call(binding.Context(th), goPart(a.Self()), args)), nil
		}))
	}
	return ms
}
