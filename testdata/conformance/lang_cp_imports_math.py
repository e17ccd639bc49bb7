import math
from math import sqrt, pi as PI
print(sqrt(16), PI, math.e, math.floor(-2.5), math.ceil(2.1), math.trunc(-2.7), math.factorial(10))
print(math.gcd(12, 18), math.lcm(4, 6), math.hypot(3, 4), math.log(8, 2), math.log2(8), math.log10(1000), math.exp(1))
print(math.sin(math.pi / 2), math.cos(0), math.atan2(1, 1), math.degrees(math.pi), math.radians(180))
print(math.isclose(0.1 + 0.2, 0.3), math.isnan(math.nan), math.isinf(-math.inf), math.copysign(1, -0.0), math.fsum([0.1] * 10))
print(math.comb(5, 2), math.perm(5, 2), math.prod([1, 2, 3]), math.modf(2.5), math.frexp(8.0), math.isqrt(17))
