from dataclasses import dataclass, field, asdict, astuple, replace, fields, is_dataclass, FrozenInstanceError, InitVar, KW_ONLY
from typing import ClassVar, List, Optional
@dataclass(order=True)
class P:
    x: int
    y: float = 2.0
    tags: List[str] = field(default_factory=list, compare=False)
    hid: int = field(default=0, repr=False)
    count: ClassVar[int] = 9
    iv: InitVar[int] = 3
    calc: int = field(init=False)
    def __post_init__(self, iv): self.calc = self.x * iv
p = P(1); print(p, p == P(1), p < P(2), asdict(p), astuple(p), replace(p, x=5, iv=1), [f.name for f in fields(P)], is_dataclass(P), P.count, p.calc)
@dataclass(frozen=True)
class F: a: int; b: str = 'x'
f = F(1); print(f, hash(f) == hash(F(1)), {f: 1})
for st in ['f.a = 2', 'del f.a']:
    try: exec(st)
    except FrozenInstanceError as e: print(e, type(e).__name__)
for st in ['P()', 'P(1,2,3,4,5,6,7)', 'P(1, zz=3)', 'F()', 'F(1,2,3)', 'hash(P(1))', 'P(1) < 3', 'F(1) < F(2)']:
    try: print(eval(st))
    except Exception as e: print(st, type(e).__name__, e)
for src in ["@dataclass\nclass Q:\n    a: int = 1\n    b: int", "@dataclass\nclass Q:\n    a: list = []", "@dataclass\nclass Q:\n    a: int = 1\n    _: KW_ONLY\n    b: int\nprint(Q(b=2))\ntry: Q(1,2)\nexcept TypeError as e: print(e)", "@dataclass(kw_only=True)\nclass Q:\n    a: int\nprint(Q(a=1))", "@dataclass(eq=False)\nclass Q: a: int\nprint(Q(1) == Q(1))", "@dataclass(repr=False)\nclass Q: a: int\nprint(repr(Q(1))[:20])", "@dataclass\nclass R(F): c: int = 1", "@dataclass\nclass B1: x: int\n@dataclass\nclass B2(B1): y: int = 2\nprint(B2(1), B2.__match_args__)"]:
    try: exec(src)
    except Exception as e: print(type(e).__name__, e)
from collections import namedtuple
from typing import NamedTuple
NT = namedtuple('NT', 'a b c', defaults=[9])
n = NT(1, 2); print(n, n.a, n[1], n._asdict(), n._replace(a=5), NT._fields, NT._field_defaults, NT._make([1,2,3]), n == (1,2,9), len(n), *n)
for st in ['NT()', 'NT(1,2,3,4)', 'n._replace(z=1)', 'NT._make([1])']:
    try: print(eval(st))
    except Exception as e: print(st, type(e).__name__, e)
try: n.a = 1
except AttributeError as e: print(e)
class T(NamedTuple):
    x: int
    y: str = 'q'
    def m(self): return self.x * 2
print(T(1), T(2).m(), T.__annotations__, T(1)._asdict())
