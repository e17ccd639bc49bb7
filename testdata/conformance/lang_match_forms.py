def m(x):
    match x:
        case 0 | 1: return 'small'
        case int(n) if n > 100: return f'big {n}'
        case int() | float(): return 'num'
        case 'a' | 'b' as s: return f's {s}'
        case str(): return 'str'
        case []: return 'empty'
        case [x]: return f'one {x}'
        case [x, *rest, 9]: return f'ends9 {x} {rest}'
        case (1, (2, y)): return f'nest {y}'
        case [_, _, *_]: return 'two+'
        case {'k': v, 'z': {'q': q}}: return f'map {v} {q}'
        case {'k': v, **rest}: return f'map {v} {rest}'
        case {}: return 'anymap'
        case None | True: return 'singleton'
        case P(x=0, y=yy): return f'P0 {yy}'
        case P(a, b): return f'P {a} {b}'
        case Color.RED: return 'red'
        case -5 | 2j: return 'never'
        case _: return 'other'
class P:
    __match_args__ = ('x', 'y')
    def __init__(s, x, y): s.x, s.y = x, y
import enum
class Color(enum.Enum): RED = 1; BLUE = 2
for v in [0, 1, True, 500, 50, 2.5, 'a', 'zz', [], [5], [1,2,9], (1,(2,3)), (1,2,3), {'k':1,'z':{'q':2}}, {'k':1,'w':2}, {}, {'x':1}, None, P(0,5), P(1,2), Color.RED, Color.BLUE, b'x', {1}, range(3)]:
    print(m(v), end='; ')
print()
match (1, 2, 3):
    case (a, b): print('no')
    case (a, *b): print(a, b)
match {'a': 1}:
    case {'a': int(z)} if z > 5: print('big')
    case {'a': z}: print('z', z)
try:
    match P(1,2):
        case P(1,2,3): pass
except TypeError as e: print(e)
match 'x':
    case 'y': pass
print('done')
