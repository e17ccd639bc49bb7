package numpy

import (
	"fmt"

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
	ins := make([]*objectArray, p.nin)
	places := make([]*tensor.Array, p.nin)
	for i, v := range args.Pos {
		if o, ok := v.(*objectArray); ok {
			ins[i] = o
		} else { // as NumPy has it, numbers of a list take one dtype first
			ins[i] = newObjectArray(th, toArray(th, v)).(*objectArray)
		}
		places[i] = ins[i].places()
	}
	shape := broadcastAll(places...)
	outs := make([]*objectArray, p.nout)
	for i := range outs {
		outs[i] = &objectArray{shape: shape}
	}
	for i := range places {
		places[i] = places[i].BroadcastTo(shape).Contiguous()
	}
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
		results[i] = o
		if len(shape) == 0 {
			results[i] = o.elems[0]
		}
	}
	if p.nout == 1 {
		return results[0], nil
	}
	return object.NewTuple(results...), nil
}

// keep appends the results of one call to the arrays of results.
func (p *pyfunc) keep(th *object.Thread, outs []*objectArray, r object.Value) error {
	if p.nout == 1 {
		outs[0].elems = append(outs[0].elems, r)
		return nil
	}
	rs, err := object.ToSlice(th, r)
	if err != nil || len(rs) != p.nout {
		return object.ValueErrorf("the function has to return %d values", p.nout)
	}
	for i, v := range rs {
		outs[i].elems = append(outs[i].elems, v)
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
