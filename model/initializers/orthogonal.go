package initializers

import (
	"math"

	"kerash/model"
	"kerash/tensor"
)

// Orthogonal makes a matrix with orthonormal rows or columns.
type Orthogonal struct {
	Gain   model.Number `arg:"gain" default:"1.0" doc:"factor of the matrix"`
	Seeded `args:"inline"`
}

// OrthogonalClass declares Orthogonal.
var OrthogonalClass = declare(&model.Class{
	Name: "Orthogonal",
	Doc: "Initializer that makes an orthogonal matrix, from the QR decomposition of a random normal one. A weight of " +
		"higher rank is treated as a matrix of its last axis.",
	Example: ">>> q = keras.initializers.Orthogonal(seed=0)((3, 3))\n" +
		">>> np.allclose(q @ tf.transpose(q), np.eye(3), atol=1e-5)\nTrue",
	New: func() any { return new(Orthogonal) },
}, "orthogonal")

// Initial implements [model.Initializer].
func (o *Orthogonal) Initial(c *model.Context, shape []int, dt tensor.DType) *tensor.Array {
	requireFloat(dt)
	if len(shape) < 2 {
		tensor.Throwf("ValueError", "The tensor to initialize must be at least two-dimensional. Received: shape=%s of rank %d.", tensor.ShapeString(shape), len(shape))
	}
	o.warnReuse(c, "Orthogonal")
	cols := shape[len(shape)-1]
	rows := tensor.NumElements(shape[:len(shape)-1])
	m, n := max(rows, cols), min(rows, cols)
	a := o.draw(c, tensor.Normal, []int{m, n}, dt, 1, 0)().Floats()
	q := orthonormal(a, m, n)
	gain := o.Gain.Float()
	out := make([]float64, len(q))
	for i := range m {
		for j := range n {
			at := i*n + j
			if rows < cols {
				at = j*m + i
			}
			out[at] = gain * q[i*n+j]
		}
	}
	return tensor.FromSlice(out, append([]int{}, shape...)...).Cast(dt)
}

// orthonormal is the factor Q of the QR decomposition of a, m by n with m ≥ n,
// with the signs that make the diagonal of R positive, by Householder
// reflections.
func orthonormal(a []float64, m, n int) []float64 {
	vs := make([][]float64, n)
	sign := make([]float64, n)
	for k := range n {
		norm := 0.0
		for i := k; i < m; i++ {
			norm = math.Hypot(norm, a[i*n+k])
		}
		alpha := -math.Copysign(norm, a[k*n+k])
		v := make([]float64, m)
		for i := k; i < m; i++ {
			v[i] = a[i*n+k]
		}
		v[k] -= alpha
		vs[k] = v
		sign[k] = math.Copysign(1, alpha)
		if alpha == 0 {
			sign[k] = 0
		}
		reflect(a, v, k, m, n)
	}
	q := make([]float64, m*n)
	for k := range n {
		q[k*n+k] = 1
	}
	for k := n - 1; k >= 0; k-- {
		reflect(q, vs[k], k, m, n)
	}
	for i := range q {
		q[i] *= sign[i%n]
	}
	return q
}

// reflect applies the reflection along v, zero before element k, to the
// columns of a.
func reflect(a, v []float64, k, m, n int) {
	square := 0.0
	for _, x := range v[k:] {
		square += x * x
	}
	if square == 0 {
		return
	}
	for j := range n {
		dot := 0.0
		for i := k; i < m; i++ {
			dot += v[i] * a[i*n+j]
		}
		dot *= 2 / square
		for i := k; i < m; i++ {
			a[i*n+j] -= dot * v[i]
		}
	}
}
