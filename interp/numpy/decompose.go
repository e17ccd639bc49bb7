package numpy

import (
	"math"
	"strings"

	"gonum.org/v1/gonum/mat"

	"kerash/interp/object"
	"kerash/tensor"
)

// singular is the singular value decomposition u, s, vt of a matrix.
func singular(m *tensor.Array, full bool) (u, s, vt *tensor.Array) {
	if m.DType().IsComplex() {
		return complexSingular(m, full)
	}
	kind := mat.SVDThin
	if full {
		kind = mat.SVDFull
	}
	var d mat.SVD
	if !d.Factorize(dense(m), kind) {
		throwLinAlg("SVD did not converge")
	}
	var um, vm mat.Dense
	d.UTo(&um)
	d.VTo(&vm)
	values := d.Values(nil)
	return fromDense(&um), tensor.FromSlice(values, len(values)), fromDense(vm.T())
}

// singularValues of a matrix, the largest first.
func singularValues(m *tensor.Array) *tensor.Array {
	if m.DType().IsComplex() {
		_, s, _ := complexSingular(m, false)
		return s
	}
	var d mat.SVD
	if !d.Factorize(dense(m), mat.SVDNone) {
		throwLinAlg("SVD did not converge")
	}
	values := d.Values(nil)
	return tensor.FromSlice(values, len(values))
}

// eigenSymmetric is the eigenvalues, ascending, and eigenvectors of a symmetric
// matrix, of which one triangle counts.
func eigenSymmetric(m *tensor.Array, lower bool) (values, vectors *tensor.Array) {
	if m.DType().IsComplex() {
		return complexHermitian(m, lower)
	}
	n := m.Shape()[0]
	x := castTo(m, tensor.Float64)
	if lower {
		x = reverseAxes(x)
	}
	sym := mat.NewSymDense(n, append([]float64{}, tensor.Data[float64](x.Contiguous())...))
	var d mat.EigenSym
	if !d.Factorize(sym, true) {
		throwLinAlg("Eigenvalues did not converge")
	}
	var vm mat.Dense
	d.VectorsTo(&vm)
	v := d.Values(nil)
	return tensor.FromSlice(v, n), fromDense(&vm)
}

func decompositionFuncs() []object.Member {
	result := func(name, fields string, a *tensor.Array, out []*tensor.Array) object.Value {
		return newResult(name, fields, castAll(realType(a), out))
	}
	return []object.Member{
		fun("svd(a, full_matrices=True, compute_uv=True, hermitian=False)", "The singular value decomposition of a matrix.", func(c *call) object.Value {
			a := c.first()
			checkMatrix(a)
			if !c.Bool("compute_uv") {
				return castAll(realType(a), eachMatrix(a, func(m *tensor.Array) []*tensor.Array { return []*tensor.Array{singularValues(m)} }))[0]
			}
			full := c.Bool("full_matrices")
			out := eachMatrix(a, func(m *tensor.Array) []*tensor.Array {
				u, s, vt := singular(m, full)
				return []*tensor.Array{u, s, vt}
			})
			return result("SVDResult", "U S Vh", a, out)
		}),
		fun("svdvals(x)", "The singular values of a matrix.", func(c *call) object.Value {
			a := c.first()
			checkMatrix(a)
			return castAll(realType(a), eachMatrix(a, func(m *tensor.Array) []*tensor.Array { return []*tensor.Array{singularValues(m)} }))[0]
		}),
		fun("eigh(a, UPLO='L')", "The eigenvalues and eigenvectors of a symmetric matrix.", func(c *call) object.Value {
			a := c.first()
			checkSquare(a)
			lower := uplo(c)
			out := eachMatrix(a, func(m *tensor.Array) []*tensor.Array {
				w, v := eigenSymmetric(m, lower)
				return []*tensor.Array{w, v}
			})
			return result("EighResult", "eigenvalues eigenvectors", a, out)
		}),
		fun("eigvalsh(a, UPLO='L')", "The eigenvalues of a symmetric matrix.", func(c *call) object.Value {
			a := c.first()
			checkSquare(a)
			lower := uplo(c)
			return castAll(realType(a), eachMatrix(a, func(m *tensor.Array) []*tensor.Array {
				w, _ := eigenSymmetric(m, lower)
				return []*tensor.Array{w}
			}))[0]
		}),
		fun("eig(a)", "The eigenvalues and eigenvectors of a matrix.", func(c *call) object.Value {
			a := c.first()
			checkSquare(a)
			out := eachMatrix(a, func(m *tensor.Array) []*tensor.Array {
				w, v := eigen(m)
				return []*tensor.Array{w, v}
			})
			return newResult("EigResult", "eigenvalues eigenvectors", eigenType(a, out))
		}),
		fun("eigvals(a)", "The eigenvalues of a matrix.", func(c *call) object.Value {
			a := c.first()
			checkSquare(a)
			return eigenType(a, eachMatrix(a, func(m *tensor.Array) []*tensor.Array {
				w, _ := eigen(m)
				return []*tensor.Array{w}
			}))[0]
		}),
		fun("qr(a, mode='reduced')", "An orthogonal and an upper triangular matrix whose product is a matrix.", qr),
		fun("cholesky(a)", "The lower triangular matrix whose square is a matrix.", func(c *call) object.Value {
			a := c.first()
			checkSquare(a)
			out := eachMatrix(a, func(m *tensor.Array) []*tensor.Array { return []*tensor.Array{cholesky(m)} })
			return castAll(realType(a), out)[0]
		}),
	}
}

func uplo(c *call) bool {
	switch c.Str("UPLO") {
	case "L", "l":
		return true
	case "U", "u":
		return false
	}
	throwValue("UPLO argument must be 'L' or 'U'")
	return false
}

func cholesky(m *tensor.Array) *tensor.Array {
	if m.DType().IsComplex() {
		return complexCholesky(m)
	}
	n := m.Shape()[0]
	out := castTo(m, tensor.Float64).Clone()
	d := tensor.Data[float64](out)
	for j := range n {
		for k := range j {
			d[j*n+j] -= d[j*n+k] * d[j*n+k]
		}
		if !(d[j*n+j] > 0) {
			throwLinAlg("Matrix is not positive definite")
		}
		p := math.Sqrt(d[j*n+j])
		d[j*n+j] = p
		for i := j + 1; i < n; i++ {
			for k := range j {
				d[i*n+j] -= d[i*n+k] * d[j*n+k]
			}
			d[i*n+j] /= p
		}
		for k := j + 1; k < n; k++ {
			d[j*n+k] = 0
		}
	}
	return out
}

func qr(c *call) object.Value {
	a := c.first()
	checkMatrix(a)
	mode := c.Str("mode")
	out := eachMatrix(a, func(m *tensor.Array) []*tensor.Array {
		rows, cols := m.Shape()[0], m.Shape()[1]
		k := min(rows, cols)
		if m.DType().IsComplex() {
			return onTensors("", func(s *tensor.Scope) []*tensor.Tensor {
				q, r := s.QR(wide(m), mode == "complete")
				return []*tensor.Tensor{q, r}
			})
		}
		q, r := householder(m)
		if mode == "complete" {
			return []*tensor.Array{q, r}
		}
		return []*tensor.Array{sliceAxis(q, 1, 0, k).Clone(), sliceAxis(r, 0, 0, k).Clone()}
	})
	out = castAll(realType(a), out)
	switch mode {
	case "r":
		return out[1]
	case "reduced", "complete":
		return newResult("QRResult", "Q R", out)
	}
	throwValue("Unrecognized mode '%s'", mode)
	return nil
}

// householder is the full QR decomposition by reflections, with LAPACK's signs.
func householder(m *tensor.Array) (q, r *tensor.Array) {
	rows, cols := m.Shape()[0], m.Shape()[1]
	r = castTo(m, tensor.Float64).Clone()
	q = eye(tensor.Float64, rows, rows, 0)
	d, o := tensor.Data[float64](r), tensor.Data[float64](q)
	v := make([]float64, rows)
	for j := range min(cols, rows-1) {
		norm := 0.0
		for i := j; i < rows; i++ {
			norm = math.Hypot(norm, d[i*cols+j])
		}
		if norm == 0 {
			continue
		}
		beta := -math.Copysign(norm, d[j*cols+j])
		if tail := norm*norm - d[j*cols+j]*d[j*cols+j]; tail == 0 {
			continue
		}
		sq := 0.0
		for i := j; i < rows; i++ {
			v[i] = d[i*cols+j]
			if i == j {
				v[i] -= beta
			}
			sq += v[i] * v[i]
		}
		applyReflection(d, v, j, rows, cols, 2/sq, true)
		applyReflection(o, v, j, rows, rows, 2/sq, false)
		for i := j + 1; i < rows; i++ {
			d[i*cols+j] = 0
		}
	}
	return q, r
}

// applyReflection applies I - f*v*vT from the left, or from the right.
func applyReflection(d, v []float64, from, rows, cols int, f float64, left bool) {
	if left {
		for c := range cols {
			s := 0.0
			for i := from; i < rows; i++ {
				s += v[i] * d[i*cols+c]
			}
			for i := from; i < rows; i++ {
				d[i*cols+c] -= f * s * v[i]
			}
		}
		return
	}
	for r := range rows {
		s := 0.0
		for i := from; i < rows; i++ {
			s += v[i] * d[r*cols+i]
		}
		for i := from; i < rows; i++ {
			d[r*cols+i] -= f * s * v[i]
		}
	}
}

// result is a named tuple that a function of linalg gives.
type result struct {
	class  *object.Class
	fields []string
	vals   []object.Value
}

// resultClasses are the classes of such tuples by name.
var resultClasses = func() map[string]*object.Class {
	classes := map[string]*object.Class{}
	for _, name := range []string{"EigResult", "EighResult", "QRResult", "SlogdetResult", "SVDResult"} {
		classes[name] = newResultClass(name)
	}
	return classes
}()

func newResult(name, fields string, arrays []*tensor.Array) object.Value {
	r := &result{class: resultClasses[name], fields: strings.Fields(fields)}
	for _, a := range arrays {
		r.vals = append(r.vals, a)
	}
	return r
}

// PyClass is the class of such tuples.
func (r *result) PyClass() *object.Class { return r.class }

func newResultClass(name string) *object.Class {
	tuple := func(v object.Value) *object.Tuple { return object.NewTuple(v.(*result).vals...) }
	c := &object.Class{Name: name, Module: "numpy.linalg.linalg", Final: true}
	c.Also = object.TupleClass
	c.Len = func(th *object.Thread, self object.Value) (int, error) { return len(self.(*result).vals), nil }
	c.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		return object.Index(th, tuple(self), key)
	}
	c.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) {
		return object.IterSlice(self.(*result).vals), nil
	}
	c.GetAttr = func(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
		r := self.(*result)
		for i, f := range r.fields {
			if f == name {
				return r.vals[i], true, nil
			}
		}
		return nil, false, nil
	}
	c.AttrNames = func(self object.Value) []string { return self.(*result).fields }
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		r := self.(*result)
		s := name + "("
		for i, f := range r.fields {
			if i > 0 {
				s += ", "
			}
			v, err := object.Repr(th, r.vals[i])
			if err != nil {
				return "", err
			}
			s += f + "=" + v
		}
		return s + ")", nil
	}
	return c
}
