# NumPy programs: game of life, mandelbrot, random walk, sudoku check, matrix rotation, run lengths
import numpy as np

grid = np.zeros((6, 6), dtype=int)
grid[1, 2] = grid[2, 3] = grid[3, 1] = grid[3, 2] = grid[3, 3] = 1
def step(g):
    n = sum(np.roll(np.roll(g, i, 0), j, 1) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0))
    return ((n == 3) | ((g == 1) & (n == 2))).astype(int)
for _ in range(4):
    grid = step(grid)
print(grid, grid.sum(), np.argwhere(grid).tolist())
print("\n".join("".join(".#"[v] for v in row) for row in grid))
y, x = np.ogrid[-1.2:1.2:7j, -2:0.6:13j]
c = x + y * 1j
z, count = np.zeros_like(c), np.zeros(c.shape, int)
for i in range(20):
    mask = np.abs(z) <= 2
    z[mask] = z[mask] ** 2 + c[mask]
    count[mask] += 1
print(count)
steps = np.where(np.arange(30) * 7 % 5 < 2, 1, -1)
walk = np.cumsum(steps)
print(walk, walk.max(), walk.argmin(), np.flatnonzero(walk == 0), (np.diff(np.sign(walk)) != 0).sum())
row = np.arange(9)
sudoku = ((row[:, None] * 3 + row[:, None] // 3 + row) % 9) + 1
ok = all(len(np.unique(s)) == 9 for s in list(sudoku) + list(sudoku.T) + [sudoku[i:i + 3, j:j + 3].ravel() for i in (0, 3, 6) for j in (0, 3, 6)])
print(sudoku[:3], ok, np.trace(sudoku), sudoku[::4, ::4].tolist())
m = np.arange(1, 13).reshape(3, 4)
print(np.rot90(m), np.rot90(m, 2)[0], np.rot90(m, -1)[0], m.T[::-1][0], np.triu(m, 1), np.tril(np.ones((3, 3), int)).cumsum(0), sep="\n")
a = np.array([1, 1, 2, 3, 3, 3, 1])
starts = np.flatnonzero(np.r_[True, a[1:] != a[:-1]])
print(list(zip(a[starts].tolist(), np.diff(np.r_[starts, len(a)]).tolist())), np.bincount(a), np.unique(a, return_index=True)[1])
primes = np.ones(50, bool); primes[:2] = False
for i in range(2, 8):
    if primes[i]: primes[i * i::i] = False
print(np.nonzero(primes)[0], primes.sum())
t = np.linspace(0, 1, 8, endpoint=False)
s = np.sin(2 * np.pi * t) + 0.5 * np.cos(2 * np.pi * 3 * t)
f = np.fft.fft(s); print(np.round(np.abs(f), 4), np.fft.fftfreq(8, 1 / 8), np.allclose(np.fft.ifft(f).real, s), np.round(np.fft.rfft(s)[:3], 4))
poly = np.polynomial.Polynomial([1, -3, 2]); print(poly(2.0), np.round(poly.roots(), 4), poly.deriv().coef, np.polyfit([0, 1, 2, 3], [1, 2, 5, 10], 2).round(4))
print(np.sum(1.0 / np.arange(1, 11) ** 2), np.prod(np.arange(1, 6)), np.mean([[1, 2], [3, 4]], axis=1), np.ptp([3, 9, 1]), np.outer([1, 2], [1, 2, 3]), sep="\n")
board = np.full((3, 3), " "); board[0, 0] = board[1, 1] = board[2, 2] = "X"; board[0, 2] = "O"
print(board, (np.diag(board) == "X").all(), (board == " ").sum(), "|".join(board[0]))
