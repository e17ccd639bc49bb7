package eval

import (
	"slices"

	"kerash/interp/object"
)

// functionCode is __code__ of a function: what is known of its parameters and
// variables.
type functionCode struct{ f *Function }

var functionCodeClass = &object.Class{Name: "code", Doc: "What a function runs.", Final: true, Members: functionCodeMembers}

// PyClass is code.
func (c *functionCode) PyClass() *object.Class { return functionCodeClass }

func functionCodeMembers() []object.Member {
	get := func(name, doc string, f func(f *Function) object.Value) object.Member {
		return object.Getter(name, doc, func(_ *object.Thread, self object.Value) (object.Value, error) {
			return f(self.(*functionCode).f), nil
		})
	}
	count := func(f *Function, kinds ...object.ParamKind) int {
		n := 0
		for _, p := range object.SignatureOf(f).Params {
			for _, k := range kinds {
				if p.Kind == k {
					n++
				}
			}
		}
		return n
	}
	return []object.Member{
		get("co_name", "the name of the function", func(f *Function) object.Value { return f.code.scope.Name }),
		get("co_qualname", "the dotted name of the function", func(f *Function) object.Value { return f.code.scope.QualName }),
		get("co_filename", "the name of the text", func(f *Function) object.Value { return f.code.src.Name }),
		get("co_firstlineno", "the line of the definition", func(f *Function) object.Value {
			line, _ := f.code.src.Position(f.code.where.Start)
			return line
		}),
		get("co_argcount", "how many parameters may be positional", func(f *Function) object.Value {
			return count(f, object.PosOnly, object.Regular)
		}),
		get("co_posonlyargcount", "how many parameters are positional only", func(f *Function) object.Value { return count(f, object.PosOnly) }),
		get("co_kwonlyargcount", "how many parameters are keyword only", func(f *Function) object.Value { return count(f, object.KwOnly) }),
		get("co_nlocals", "how many local variables there are", func(f *Function) object.Value { return len(f.code.scope.Locals) }),
		get("co_varnames", "the names of the parameters and other local variables", func(f *Function) object.Value { return variableNames(f) }),
		get("co_cellvars", "the local variables that inner functions share", func(f *Function) object.Value {
			t := object.NewTuple()
			for i, n := range f.code.scope.Locals {
				if f.code.scope.Cells[i] {
					t.Elems = append(t.Elems, n)
				}
			}
			return t
		}),
		get("co_freevars", "the variables of enclosing functions", func(f *Function) object.Value {
			t := object.NewTuple()
			for _, v := range f.code.scope.Free {
				t.Elems = append(t.Elems, v.Name)
			}
			return t
		}),
	}
}

// variableNames is the names of the parameters, *args and **kwargs last, and of the
// local variables that no inner function shares.
func variableNames(f *Function) *object.Tuple {
	params := object.SignatureOf(f).Params
	t := object.NewTuple()
	for _, kinds := range [][]object.ParamKind{{object.PosOnly, object.Regular, object.KwOnly}, {object.VarArgs}, {object.VarKw}} {
		for _, p := range params {
			if slices.Contains(kinds, p.Kind) {
				t.Elems = append(t.Elems, p.Name)
			}
		}
	}
	for i, n := range f.code.scope.Locals[len(params):] {
		if !f.code.scope.Cells[len(params)+i] {
			t.Elems = append(t.Elems, n)
		}
	}
	return t
}
