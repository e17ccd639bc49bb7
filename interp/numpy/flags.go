package numpy

import (
	"fmt"
	"strings"

	"kerash/interp/object"
	"kerash/tensor"
)

// flags is ndarray.flags: how an array lies in memory.
type flags struct{ a *tensor.Array }

var flagsClass = &object.Class{Name: "flagsobj", Module: "numpy.core.multiarray", ErrorName: "numpy.core.multiarray.flagsobj", Doc: "How an array lies in memory.", Final: true}

// PyClass is numpy.core.multiarray.flagsobj.
func (*flags) PyClass() *object.Class { return flagsClass }

// flagNames are the flags in NumPy's order.
var flagNames = []string{"C_CONTIGUOUS", "F_CONTIGUOUS", "OWNDATA", "WRITEABLE", "ALIGNED", "WRITEBACKIFCOPY"}

// flagLetters are the short names by which flags are indexed.
var flagLetters = map[string]string{"C": "C_CONTIGUOUS", "F": "F_CONTIGUOUS", "O": "OWNDATA", "W": "WRITEABLE", "A": "ALIGNED", "X": "WRITEBACKIFCOPY"}

func (f *flags) value(name string) (set, ok bool) {
	switch name {
	case "C_CONTIGUOUS":
		return f.a.IsContiguous(), true
	case "F_CONTIGUOUS":
		return reverseAxes(f.a).IsContiguous(), true
	case "OWNDATA":
		return f.a.Base() == nil, true
	case "WRITEABLE":
		return !f.a.Frozen(), true
	case "ALIGNED":
		return true, true
	}
	return false, name == "WRITEBACKIFCOPY"
}

func init() {
	flagsClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		var b strings.Builder
		for _, name := range flagNames {
			on, _ := self.(*flags).value(name)
			fmt.Fprintf(&b, "  %s : %s\n", name, object.Must(object.Repr(th, on)))
		}
		return b.String(), nil
	}
	flagsClass.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		name, _ := key.(string)
		if long, ok := flagLetters[name]; ok {
			name = long
		}
		on, ok := self.(*flags).value(name)
		if !ok {
			return nil, object.Errorf(object.KeyError, "Unknown flag")
		}
		return on, nil
	}
	flagsClass.Members = func() []object.Member {
		var members []object.Member
		for _, name := range flagNames {
			members = append(members, object.GetSet(strings.ToLower(name), "the flag "+name, func(th *object.Thread, self object.Value) (object.Value, error) {
				on, _ := self.(*flags).value(name)
				return on, nil
			}, func(th *object.Thread, self, v object.Value) error {
				if name != "WRITEABLE" {
					return object.AttributeErrorf("attribute '%s' of 'numpy.core.multiarray.flagsobj' objects is not writable", strings.ToLower(name))
				}
				on, err := object.Truth(th, v)
				self.(*flags).a.Freeze(!on)
				return err
			}))
		}
		return members
	}
}
