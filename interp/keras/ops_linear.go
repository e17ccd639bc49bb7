package keras

import (
	"kerash/interp/object"
)

// dot sums over the last axis of the first argument and the last but one of the
// second, which has y axes.
func dot(tf caller, a *object.Bound, y int) object.Value {
	return tf("tensordot", a.At(0), a.At(1), object.NewList(object.NewList(-1), object.NewList(max(0, y-2))))
}

func opsAlgebra() []object.Member {
	return []object.Member{
		composed("matmul(x1, x2)", "The product of matrices; vectors count as rows and columns.", func(tf caller, a *object.Bound) object.Value {
			x, y := rankOf(a, a.At(0)), rankOf(a, a.At(1))
			if x > 1 && y > 1 {
				return tf("matmul", a.At(0), a.At(1))
			}
			return dot(tf, a, y)
		}),
		composed("dot(x1, x2)", "Sums of products over the last axis of x1 and the last but one of x2.", func(tf caller, a *object.Bound) object.Value {
			if y := rankOf(a, a.At(1)); y > 0 && rankOf(a, a.At(0)) > 0 {
				return dot(tf, a, y)
			}
			return tf("multiply", a.At(0), a.At(1))
		}),
		alias("tensordot(x1, x2, axes=2)", "The sum of products over axes.", "tensordot"),
		object.Fun("einsum(subscripts, *operands)", "Sums of products by indices as Einstein wrote them.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return callTF(th, "einsum", object.Args{Pos: append([]object.Value{a.At(0)}, a.Rest("operands")...)}), nil
		}),
		composed("outer(x1, x2)", "The products of each element of x1 with each of x2.", func(tf caller, a *object.Bound) object.Value {
			return tf("multiply", tf("reshape", a.At(0), object.NewList(-1, 1)), tf("reshape", a.At(1), object.NewList(1, -1)))
		}),
		composed("vdot(x1, x2)", "The sum of the products of all elements.", func(tf caller, a *object.Bound) object.Value {
			return tf("reduce_sum", tf("multiply", tf("math.conj", inRow(tf, a.At(0))), inRow(tf, a.At(1))))
		}),
		pairAlias("cross", "The products of vectors that stand on both, along the last axis.", "linalg.cross"),
		alias("norm(x, ord='euclidean', axis=None, keepdims=False)", "The norm of vectors or matrices.", "norm", "", "ord", "axis", "keepdims"),
		alias("normalize(x, axis=-1)", "Vectors scaled to Euclidean norm 1.", "math.l2_normalize", "", "axis"),
		alias("det(x)", "The determinant.", "linalg.det"), alias("inv(x)", "The inverse matrix.", "linalg.inv"),
		alias("cholesky(x)", "The lower triangle whose square is the matrix.", "linalg.cholesky"),
		alias("solve(a, b)", "The x with a·x = b.", "linalg.solve"), alias("eig(x)", "Eigenvalues and eigenvectors.", "linalg.eig"),
		alias("solve_triangular(a, b, lower=False)", "The x with a·x = b for a triangle a.", "linalg.triangular_solve", "", "", "lower"),
		composed("qr(x, mode='reduced')", "An orthogonal and an upper triangular matrix.", func(tf caller, a *object.Bound) object.Value {
			return callTF(a.Thread(), "linalg.qr", object.Pos(a.At(0)).With("full_matrices", a.At(1) == "complete"))
		}),
		composed("svd(x, full_matrices=True, compute_uv=True)", "u, s and the conjugate transpose of v with x = u·diag(s)·vh; s alone without compute_uv.", func(tf caller, a *object.Bound) object.Value {
			got := callTF(a.Thread(), "linalg.svd", object.Pos(a.At(0)).With("full_matrices", a.At(1)).With("compute_uv", a.At(2)))
			parts, ok := object.NativeOf(got).(*object.Tuple)
			if !ok {
				return got
			}
			return &object.Tuple{Elems: []object.Value{parts.Elems[1], parts.Elems[0], tf("linalg.adjoint", parts.Elems[2])}}
		}),
	}
}
