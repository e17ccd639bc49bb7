package numpy

import (
	"kerash/interp/object"
	"kerash/tensor"
)

// bitFuncs pack bools into bytes and back, and wrap Python functions.
func bitFuncs() []object.Member {
	return []object.Member{
		fun("packbits(a, /, axis=None, bitorder='big')", "Eight bools in each byte.", func(c *call) object.Value {
			if dt := c.first().DType(); dt != tensor.Bool && !dt.IsInteger() {
				throwType("Expected an input array of integer or boolean data type")
			}
			a := truths(c.first())
			ax, ok := c.axis("axis", a.Rank())
			if !ok {
				a, ax = ravel(a, "C"), 0
			}
			rows := moveLast(a, ax).Contiguous()
			n := a.Shape()[ax]
			m := (n + 7) / 8
			shape := append([]int{}, rows.Shape()...)
			shape[len(shape)-1] = m
			out := tensor.NewArray(tensor.Uint8, shape...)
			d, src := tensor.Data[uint8](out), tensor.Data[bool](rows)
			for i, on := range src {
				if on {
					d[i/n*m+i%n/8] |= bitAt(i%n, c.Str("bitorder"))
				}
			}
			return moveBack(out, ax).Contiguous()
		}),
		fun("unpackbits(a, /, axis=None, count=None, bitorder='big')", "The bits of bytes.", func(c *call) object.Value {
			a := c.first()
			if a.DType() != tensor.Uint8 {
				throwType("Expected an input array of unsigned byte data type")
			}
			ax, ok := c.axis("axis", a.Rank())
			if !ok {
				a, ax = ravel(a, "C"), 0
			}
			rows := moveLast(a, ax).Contiguous()
			m := a.Shape()[ax]
			n := c.IntOr("count", 8*m)
			shape := append([]int{}, rows.Shape()...)
			shape[len(shape)-1] = n
			out := tensor.NewArray(tensor.Uint8, shape...)
			d, src := tensor.Data[uint8](out), tensor.Data[uint8](rows)
			for i := range d {
				if k := i % n; k < 8*m && src[i/n*m+k/8]&bitAt(k, c.Str("bitorder")) != 0 {
					d[i] = 1
				}
			}
			return moveBack(out, ax).Contiguous()
		}),
		fun("frompyfunc(func, /, nin, nout, *, identity=None)", "A Python function applied element by element.", fromPyFunc),
		fun("isfortran(a)", "Whether the first axis runs fastest.", func(c *call) object.Value {
			a := c.first()
			return !a.IsContiguous() && reverseAxes(a).IsContiguous()
		}),
		fun("typename(char)", "The name of a type by its letter.", typeName),
	}
}

func bitAt(k int, order string) uint8 {
	if order == "little" {
		return 1 << (k % 8)
	}
	return 128 >> (k % 8)
}
