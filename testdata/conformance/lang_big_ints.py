def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__+':', e)
show(lambda: (2**100))
show(lambda: (2**64, -2**63, 2**63-1, 2**63))
show(lambda: (10**20 // 3, 10**20 % 7, -10**20 // 3, 10**20 / 3))
show(lambda: (1 << 100, (1<<100) >> 98, ~(1<<70), (1<<70) | 1, (1<<70) & ((1<<70)-1), (1<<70) ^ (1<<70)))
show(lambda: (int('123456789012345678901234567890')))
show(lambda: (123456789012345678901234567890 * 987654321098765432109876543210))
show(lambda: (hash(2**61-1), hash(2**64), hash(1.5), hash(-1), hash(-2), hash(True), hash(0.0), hash(10**30)))
show(lambda: (hex(2**70), oct(2**70), bin(2**70), hex(-255), oct(-8), bin(-5)))
show(lambda: (float(2**70), int(1e30), 2**70 == float(2**70), 2**70 < 1e30, 10**400 > 1e308))
show(lambda: (float(10**400)))
show(lambda: (f"{2**70:,} {2**70:x} {2**70:e} {2**70:>30}"))
show(lambda: ('%d %x' % (2**70, 2**70)))
show(lambda: ((2**70).bit_length(), (2**70).to_bytes(10,'big'), int.from_bytes(b'\xff'*10,'big')))
show(lambda: (sum([2**62,2**62,2**62]), max(2**70, 3), sorted([2**70, 1, -2**70])))
show(lambda: (isinstance(2**70, int), type(2**70), bool(2**70), str(2**70), repr(-2**70)))
show(lambda: ([1][2**70]))
show(lambda: ('a' * 2**70))
show(lambda: (pow(3, 1000, 10**30), pow(2, 200) % 10**9, 3**100 // 2**50))
show(lambda: (divmod(10**30, -7), (10**30) % -7, -(10**30), +(10**30), abs(-10**30)))
show(lambda: (round(10**30+5, -1), round(10**30), int(2**70), (2**70).conjugate()))
show(lambda: (10**30 == 10**30, {10**30: 1}[10**30], 10**30 in [10**30], 10**30 is None))
show(lambda: (1 << -1))
show(lambda: (1 << 1.0))

class MyInt(int):
    def __repr__(self): return f'MyInt({int(self)})'
a = MyInt(2**70)
print(a, a+1, type(a+1), a == 2**70, hash(a)==hash(2**70), [a], a*a, -a, a > 5, int(a), float(a), f"{a:,}", str(a), a // 3, 3 + a, 5 - a, a & 1)
print(MyInt('123456789012345678901234567890'))
x = 10**20
x += 1; x *= 2; x -= 5; x //= 3; x %= 10**18; x **= 2; x <<= 3; x >>= 1; x |= 1; x &= ~0; x ^= 5
print(x)
def fib(n):
    a, b = 0, 1
    for _ in range(n): a, b = b, a+b
    return a
print(fib(100), fib(300))
import math
print(math.factorial(30), math.comb(100,50), math.perm(25,20), math.gcd(10**30, 6**20), math.lcm(*range(1,60)), math.isqrt(10**40), math.prod(range(1,30)))
print(math.log(10**400), math.log2(2**1000), math.log10(10**500), math.log(2**70, 2), math.sqrt(2**70), math.floor(1e30), math.ceil(-1e25), math.trunc(1e22))
print(sum(range(10**6))*10**10, sum([10**20]*3), sum([10**20, 0.5]), max([10**20, 10**21]), min(10**20,1.5))
d = {10**20: 'a', 1e20: 'b'}
print(d, {10**25} & {10**25}, (10**25,) == (10**25,), [10**25].index(10**25), [10**25].count(10**25))
print(str(10**25)[::-1], len(str(2**1000)), '%s' % 10**25 if False else '%s' % (10**25,), '{:d}'.format(10**25))
print(0xFFFFFFFFFFFFFFFFFF, 0b1 << 65, 0o7777777777777777777777777, 1_000_000_000_000_000_000_000)
print(-9223372036854775808, -9223372036854775809, 9223372036854775807+1, -(-9223372036854775808), abs(-9223372036854775808), -9223372036854775808 // -1, ~9223372036854775807)
import json
print(json.dumps({'a': 10**30, 10**20: [10**20]}), json.loads('[123456789012345678901234567890]'))
print(int(1e19), int(-1e19), round(1e19), int('9'*30), int(float(10**18)), (10**20).__add__(5), (5).__add__(10**20), (10**20).__hash__(), (10**20).__str__(), int.__mul__(10**10,10**10))
import copy
print(copy.deepcopy([10**20]), bool(10**20), not 10**20, 10**20 and 5, isinstance(10**20, float), complex(10**20), 10**20+1j, 10**20*1.5, 10**20 == 1e20)
match 10**20:
    case 100000000000000000000: print('m')
    case _: print('n')
print(hex(10**25), bin(10**20), oct(10**20), (10**20).bit_length(), f'{10**20:x}', f'{10**20:_}', f'{10**20:.3e}', f'{10**20:+,d}', '%e' % 10**20)
h = 0
for ch in 'hello world': h = h * 31 + ord(ch)
print(h)
h = 14695981039346656037
for ch in 'hello': h = ((h ^ ord(ch)) * 1099511628211) & 0xFFFFFFFFFFFFFFFF
print(h)
seed = 12345
for _ in range(5):
    seed = (6364136223846793005 * seed + 1442695040888963407) % 2**64
    print(seed >> 33, end=' ')
print()
print(sorted([10**20, -10**20, 5, 2.5, True]), 10**20 in range(5), list(range(10**20, 10**20+3)) if False else '')
print(pow(7, 10**20, 13), pow(10**20, 2), divmod(10**20, 7), divmod(7, 10**20), divmod(-7, 10**20), 7 % -10**20, 10**20 // 1.5)
print(str(-10**20).zfill(30), repr((10**20, -10**20)), [10**20] * 2)
class H:
    def __hash__(self): return 10**30
    def __index__(self): return 3
print(hash(H()), [1,2,3,4][H()], hash((1,2)) * 31)
