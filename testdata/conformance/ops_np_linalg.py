# NumPy: products and linear algebra
import numpy as np
a = np.array([[4.0, 2], [1, 3]]); s = np.array([[2.0, 1], [1, 3]]); b = np.arange(6).reshape(2, 3); r = np.array([[1.0, 2], [3, 4], [5, 6]])
print(a @ s, b @ b.T, np.dot(a, [1, 2]), [1, 2] @ a, np.array([1, 2]) @ np.array([3, 4]), np.dot(2, 3), np.dot([1, 2], [3, 4]), np.matmul(np.ones((2, 2, 3)), np.ones((3, 2))).shape, np.inner([1, 2], [3, 4]), np.inner(b, b), np.outer([1, 2], [3, 4]), np.vdot(a, s), np.tensordot(b, b, axes=([1], [1])), np.tensordot(a, s, 1), np.tensordot(a, s), np.kron([1, 2], [1, 1]), np.kron(np.eye(2), [[1, 2]]), np.cross([1, 0, 0], [0, 1, 0]), np.cross([1, 2], [3, 4]), a.dot(s), np.trace(a), (a @ s).dtype, (b @ b.T).dtype, np.ones((2, 2), np.float32) @ np.ones((2, 2), np.float32), np.array([True, False]) @ np.array([True, True]))
print(np.einsum("ij,jk->ik", a, s), np.einsum("ii", a), np.einsum("ij->j", b), np.einsum("ij,ij->", b, b), np.einsum("i,j->ij", [1, 2], [3, 4]), np.einsum("ij->ji", b), np.einsum("bij,bjk->bik", np.ones((2, 1, 2)), np.ones((2, 2, 1))), np.einsum("...j,j", b, [1, 2, 3]), np.einsum("ij,jk", a, s), np.einsum("i,i", [1, 2], [3, 4]), np.einsum("ii->i", a), np.einsum(a, [0, 1], [1, 0]))
print(np.linalg.inv(a), np.linalg.det(a), np.linalg.solve(a, [1, 2]), np.linalg.solve(a, np.eye(2)), np.linalg.norm([3, 4]), np.linalg.norm(a), np.linalg.norm(a, axis=1), np.linalg.norm(a, ord=1), np.linalg.norm(a, np.inf), np.linalg.norm(a, 2), np.linalg.norm(a, "nuc"), np.linalg.norm([1, -2, 3], 1), np.linalg.norm([1, -2], np.inf), np.linalg.norm([1, 2], 3), np.linalg.norm(b, axis=0, keepdims=True), np.linalg.norm(a, "fro"), np.linalg.matrix_rank(a), np.linalg.matrix_rank([[1, 2], [2, 4]]), np.linalg.cond(a), np.linalg.matrix_power(s, 3), np.linalg.matrix_power(a, -1), np.linalg.slogdet(a), np.linalg.multi_dot([a, s, a]))
w, v = np.linalg.eigh(s); print(w, np.abs(v), np.linalg.eigvalsh(s), np.sort(np.linalg.eigvals(a)), np.sort(np.linalg.eig(a)[0]))
u, sv, vt = np.linalg.svd(r); print(u.shape, sv, vt.shape, np.allclose(u[:, :2] * sv @ vt, r), np.linalg.svd(r, full_matrices=False)[0].shape, np.linalg.svd(r, compute_uv=False))
q, rr = np.linalg.qr(r); print(np.round(q, 6), np.round(rr, 6), np.allclose(q @ rr, r), np.linalg.cholesky(s), np.round(np.linalg.pinv(r), 6), np.linalg.lstsq(r, [1, 2, 3], rcond=None)[0].round(6), np.linalg.lstsq(r, [1, 2, 3.5], rcond=None)[2])
print(np.linalg.inv(np.stack([a, s])), np.linalg.det(np.stack([a, s])), np.linalg.inv(a.astype(np.float32)).dtype)
def attempt(fn):
    try:
        print(fn())
    except Exception as ex:
        print(type(ex).__name__, ex, sep=": ")
attempt(lambda: np.linalg.inv([[1, 2], [2, 4]]))
attempt(lambda: np.linalg.inv([[1, 2, 3], [4, 5, 6]]))
attempt(lambda: np.linalg.inv([1, 2]))
attempt(lambda: np.linalg.cholesky([[1, 2], [2, 1]]))
attempt(lambda: np.linalg.solve(a, [1, 2, 3]))
attempt(lambda: a @ np.ones(3))
attempt(lambda: np.dot(a, np.ones(3)))
attempt(lambda: np.matmul(a, 2))
attempt(lambda: np.einsum("ij,jk", a))
attempt(lambda: np.einsum("ijk", a))
attempt(lambda: np.einsum("ij,jk", a, np.ones((3, 3))))
attempt(lambda: np.linalg.norm(a, "foo"))
attempt(lambda: np.cross([1], [2]))
attempt(lambda: np.linalg.svd([1, 2]))
