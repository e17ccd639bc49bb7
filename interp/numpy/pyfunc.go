package numpy

import (
	"fmt"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// pyfunc is np.frompyfunc: a Python function applied element by element, whose
// results are objects.
type pyfunc struct {
	fn        object.Value
	nin, nout int
}

var pyfuncClass = &object.Class{Name: "ufunc", Module: "numpy", Doc: "A Python function applied element by element; it gives objects.", Final: true}

// PyClass is numpy.ufunc.
func (*pyfunc) PyClass() *object.Class { return pyfuncClass }

func init() {
	pyfuncClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		name, _ := object.FuncName(self.(*pyfunc).fn)
		return fmt.Sprintf("<ufunc '%s (vectorized)'>", name), nil
	}
	pyfuncClass.Call = func(th *object.Thread, self object.Value, args object.Args) (v object.Value, err error) {
		defer object.Catch(&err)
		return self.(*pyfunc).call(th, args)
	}
}

func (p *pyfunc) call(th *object.Thread, args object.Args) (object.Value, error) {
	if len(args.Pos) != p.nin {
		name, _ := object.FuncName(p.fn)
		return nil, object.TypeErrorf("%s (vectorized)() takes from %d to %d positional arguments but %d were given", name, p.nin, p.nin+p.nout, len(args.Pos))
	}
	ins, places := p.operands(th, args.Pos)
	shape := broadcastAll(places...)
	for i := range places {
		places[i] = places[i].BroadcastTo(shape).Contiguous()
	}
	outs := make([][]object.Value, p.nout)
	for i := range tensor.NumElements(shape) {
		vals := make([]object.Value, p.nin)
		for k, at := range places {
			vals[k] = ins[k].elems[at.Int(i)]
		}
		r, err := object.CallFn(th, p.fn, vals...)
		if err != nil {
			return nil, err
		}
		if err := p.keep(th, outs, r); err != nil {
			return nil, err
		}
	}
	results := make([]object.Value, p.nout)
	for i, o := range outs {
		results[i] = scalarOrLaid(newObjects(o, shape))
	}
	if p.nout == 1 {
		return results[0], nil
	}
	return object.NewTuple(results...), nil
}

// operands are the arguments as arrays of objects, with their layouts. As
// NumPy has it, numbers of a list take one dtype first.
func (p *pyfunc) operands(th *object.Thread, args []object.Value) ([]*objectArray, []*tensor.Array) {
	ins, places := make([]*objectArray, len(args)), make([]*tensor.Array, len(args))
	for i, v := range args {
		if holdsObjects(th, v) {
			ins[i] = toObjects(th, v)
		} else {
			ins[i] = allObjects(toArray(th, v))
		}
		places[i] = ins[i].at
	}
	return ins, places
}

// allObjects is an array of the elements as Python values.
func allObjects(a *tensor.Array) *objectArray {
	elems := make([]object.Value, a.Size())
	for i := range elems {
		elems[i] = binding.PythonAt(a, i)
	}
	return newObjects(elems, append([]int{}, a.Shape()...))
}

// keep appends the results of one call to those of the calls before.
func (p *pyfunc) keep(th *object.Thread, outs [][]object.Value, r object.Value) error {
	if p.nout == 1 {
		outs[0] = append(outs[0], r)
		return nil
	}
	rs, err := object.ToSlice(th, r)
	if err != nil || len(rs) != p.nout {
		return object.ValueErrorf("the function has to return %d values", p.nout)
	}
	for i, v := range rs {
		outs[i] = append(outs[i], v)
	}
	return nil
}

func fromPyFunc(c *call) object.Value {
	if !object.IsCallable(c.Value("func")) {
		throwType("function must be callable")
	}
	return &pyfunc{c.Value("func"), c.Int("nin"), c.Int("nout")}
}

// typeNames are NumPy's descriptions of its types by their letters.
var typeNames = map[string]string{
	"S1": "character", "?": "bool", "b": "signed char", "B": "unsigned char", "h": "short", "H": "unsigned short", "i": "integer",
	"I": "unsigned integer", "l": "long integer", "L": "unsigned long integer", "q": "long long integer", "Q": "unsigned long long integer",
	"f": "single precision", "d": "double precision", "g": "long precision", "F": "complex single precision", "D": "complex double precision",
	"G": "complex long double precision", "S": "string", "U": "unicode", "V": "void", "O": "object",
}

func typeName(c *call) object.Value {
	letter, _ := c.At(0).(string)
	name, ok := typeNames[letter]
	if !ok {
		object.Throw(object.Errorf(object.KeyError, "%s", object.Must(object.Str(c.th, c.At(0)))))
	}
	return name
}
