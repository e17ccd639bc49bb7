import numpy as np
from numpy.polynomial import chebyshev as C, legendre as L, hermite as H, hermite_e as HE, laguerre as La
from numpy.polynomial import Chebyshev, Legendre, Hermite, HermiteE, Laguerre, Polynomial
np.set_printoptions(precision=6, suppress=True)
x = np.array([-1.0, -0.5, 0.0, 0.3, 1.0])
for m, p, cls in [(C, 'cheb', Chebyshev), (L, 'leg', Legendre), (H, 'herm', Hermite), (HE, 'herme', HermiteE), (La, 'lag', Laguerre)]:
    f = lambda n: getattr(m, p + n)
    print(p, f('val')(x, [1, 2, 3, 4]))
    print(f('val')(0.5, [1, 2, 3]), f('val')(0.5, [7]))
    print(f('add')([1, 2], [3, 4, 5]), f('sub')([1, 2, 3], [1, 2, 3]), f('mul')([1, 2, 3], [3, 2, 1]))
    print(f('div')([3., 8., 8., 12., 5.], [1, 2, 3])); print(f('pow')([1, 2], 3), f('mulx')([1, 2, 3]))
    print(f('der')([1, 2, 3, 4]), f('der')([1, 2, 3, 4], 2), f('int')([1, 2, 3]), f('int')([1, 2, 3], 2, [1, 2]), f('int')([1, 2], lbnd=-1), f('der')([1.,2,3], scl=2))
    print(f('fromroots')([-1, 0, 2]), f('roots')([1, 2, 3, 4]), f('roots')([1, 2]))
    print(getattr(m, p + '2poly')([1, 2, 3, 4]), getattr(m, 'poly2' + p)([1, 2, 3, 4]))
    print(f('fit')(x, x**3 - x, 3).round(6) + 0); print(f('vander')(x, 3)); print(f('trim')([1, 2, 0, 0]), f('line')(3, 2))
    print(f('zero'), f('one'), f('x'), f('domain'))
    q = cls([1, 2, 3]); r = cls([1, 0.5])
    print(q); print(repr(q)); print(q(0.5), q(x)); print(q + r, q * r, q - 1, 2 * q, q ** 2, -q, sep='\n')
    print(q // r, q % r, q.deriv(), q.integ(), q.roots(), q.degree(), q.coef, sep='\n')
    print(q.convert(kind=Polynomial)); print(Polynomial([1, 2, 3]).convert(kind=cls)); print(cls.basis(2)); print(cls.identity())
    print(cls.fit([0, 1, 2, 3], [1, 3, 2, 5], 2).coef.round(5)); print(cls.fromroots([1, 2])); print(q == cls([1, 2, 3]), q != r, q.has_samecoef(r), len(q), list(q))
    print(q.trim(), q.truncate(2), q.cutdeg(1)); print(f'{q:ascii}'); print(q.window, q.domain)
    try: q + Polynomial([1])
    except Exception as e: print(type(e).__name__, e)
from numpy.polynomial import polynomial as P
p = Polynomial([1.5, -2, 0, 3e-5, 1e12]); print(p); print(P.polydiv([1, 2, 3], [1, 1]), P.polyfromroots([1, 2]), P.polyint([1, 2], 2, [3], 1), P.polyline(1, 0))
print(Chebyshev([1, 2, 3], domain=[0, 2]).convert(kind=Legendre), Chebyshev([1, 2], [0, 4]).deriv(), Chebyshev([1, 2], [0, 4]).integ(lbnd=1), repr(Legendre([1, 2], [0, 4], symbol='t')), Legendre([0, 1], [0, 4]).roots())
for f in [lambda: Chebyshev([]), lambda: Chebyshev([1]) + Chebyshev([1], [0, 2]), lambda: Chebyshev([1, 2]) ** -1, lambda: Chebyshev([1, 2]) / Chebyshev([1, 2]), lambda: f'{Polynomial([1]):x}', lambda: Legendre.basis(-1), lambda: C.chebder([1, 2], -1), lambda: Chebyshev([1, 2], symbol='x') + Chebyshev([1], symbol='y')]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
x, y = Chebyshev([1, 2, 3]).linspace(3); print(x, y, Chebyshev([1, 2], [0, 4]).mapparms(), Chebyshev([2, 4]) / 2, Legendre.cast(Chebyshev([1, 2, 3])))
