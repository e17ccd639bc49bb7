def m(x):
    match x:
        case 0: return "zero"
        case 1 | 2: return "one-two"
        case -1: return "neg"
        case "a": return "str a"
        case None: return "none"
        case True: return "true"
        case [a]: return f"one {a}"
        case [a, b]: return f"two {a} {b}"
        case [a, *rest]: return f"seq {a} {rest}"
        case {"k": v, **rest}: return f"map {v} {rest}"
        case {"z": {"y": [1, q]}}: return f"deep {q}"
        case int(n) if n > 100: return f"big {n}"
        case float(): return "float"
        case str() as s: return f"s {s}"
        case (1|2) as z: return z
        case _: return "other"
for v in [0,1,2,-1,"a",None,True,[9],(1,2),[1,2,3],{"k":1,"j":2},{"z":{"y":[1,5]}},101,50,2.5,"bcd",b"x",set(),[]]:
    print(repr(v), m(v))
class Pt:
    __match_args__ = ("x","y")
    def __init__(s,x,y): s.x=x; s.y=y
def c(p):
    match p:
        case Pt(0, 0): return "origin"
        case Pt(x=0, y=yy): return f"y {yy}"
        case Pt(xx, y=0): return f"x {xx}"
        case Pt(x, y) if x == y: return "diag"
        case Pt(): return "pt"
for p in [Pt(0,0),Pt(0,3),Pt(4,0),Pt(2,2),Pt(1,2),5]: print(c(p))
import enum
class C(enum.Enum):
    RED=1; BLUE=2
def cc(v):
    match v:
        case C.RED: return "r"
        case C.BLUE: return "b"
        case [C.RED, *_]: return "rlist"
print(cc(C.RED), cc(C.BLUE), cc([C.RED, 1]), cc(3))
match (1, 2):
    case (a, b): print(a, b)
match = 5
case = 6
print(match + case)
match(print)if False else None
def cmd(s):
    match s.split():
        case ["go", ("north" | "south") as d]: return d
        case ["get", obj] | ["take", obj]: return obj
        case ["quit"]: return "q"
        case [*_, "end"]: return "end"
        case []: return "empty"
for q in ["go north","go up","get x","take y","quit","a b end",""]: print(cmd(q))
match 3.0:
    case 3: print("eq")
match {"a":1}:
    case {}: print("any map")
match "abc":
    case [*x]: print("no")
    case _: print("str is no seq")
def pos(a, b, /, c, *, d=1): return (a,b,c,d)
print(pos(1,2,3), pos(1,2,c=3,d=4))
try: pos(a=1,b=2,c=3)
except TypeError as e: print(e)
if (n := len([1,2,3])) > 2: print(n)
print([y := 1, y**2], [z for x in range(5) if (z := x*2) > 4])
while (k := n) > 0: n -= 1
print(k, n)
a, *b, c = range(6); print(a,b,c)
*a, = "abc"; print(a)
(a, b), [c, *d] = (1, 2), [3, 4, 5]; print(a,b,c,d)
for i, (j, *k) in enumerate([(1,2,3),(4,)]): print(i,j,k)
print(*[1,2], *(3,), sep="-", **{"end": "!\n"})
print([*range(3), *"ab"], {**{"a":1}, "b":2, **{"a":3}}, {*[1,2],*[2,3]}, (*[1],))
try: a, b = 1, 2, 3
except ValueError as e: print(e)
try: a, b, c = 1, 2
except ValueError as e: print(e)
try: a, *b, c = [1]
except ValueError as e: print(e)
try: a, b = 5
except TypeError as e: print(e)
x = 1,
print(x)
def r(): return 1, *[2,3]
print(r())
def yy():
    yield 1, *[2]
print(list(yy()))
a = b = c = []
a.append(1); print(b, c)
x: int = 5
y: "str"
print(x, 5 if x else 6, not x, -x ** 2, 2 ** -1, 2 ** 3 ** 2)
print(1 < 2 < 3, 1 < 3 > 2, 1 == 1.0 != 2, "a" in "abc" in ["abc"])
lst=[1,2,3,4]; lst[1:3]=[9]; print(lst); lst[::2]=[0,0]; print(lst); del lst[0]; print(lst)
try: lst[::2] = [1,2,3]
except ValueError as e: print(e)
