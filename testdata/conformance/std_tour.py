from __future__ import annotations
import datetime, enum, dataclasses, abc, contextlib, warnings, logging, pathlib, tempfile, statistics, types, shutil, glob, heapq, bisect, typing, os, io, pprint, traceback, sys
from dataclasses import dataclass, field, asdict
from typing import List, Optional, NamedTuple
from enum import Enum, IntEnum, auto
d = datetime.datetime(2024, 2, 29, 13, 5, 7, 1234)
print(d, repr(d), d.isoformat(), d.strftime("%Y/%m/%d %H-%M %A %j"), d + datetime.timedelta(days=1, hours=2), d.date(), d.weekday(), d.replace(year=2023, day=28))
print(datetime.timedelta(days=-1, seconds=5), repr(datetime.timedelta(1, 2, 3)), datetime.timedelta(hours=5).total_seconds(), datetime.date(2024,1,5) - datetime.date(2023,12,25), datetime.datetime.strptime("2020-01-02 03:04", "%Y-%m-%d %H:%M"))
class Color(Enum):
    RED = 1
    GREEN = auto()
    CRIMSON = 1
    def nice(self): return self.name.lower()
print(Color.RED, repr(Color.GREEN), Color(2), Color["RED"], list(Color), len(Color), Color.CRIMSON is Color.RED, Color.RED.nice(), Color.RED in Color, Color.RED.value, isinstance(Color.RED, Color))
class N(IntEnum):
    A = 1
    B = 2
print(N.A + 1, N.B > N.A, N.A == 1, sorted([N.B, N.A]), f"{N.A}", [10,20,30][N.B])
try: Color(9)
except ValueError as e: print(e)
@dataclass
class P:
    x: int
    y: float = 2.0
    tags: List[str] = field(default_factory=list)
    def norm(self): return self.x + self.y
p = P(1); q = P(1, 2.0, [])
print(p, p == q, p.norm(), asdict(p), dataclasses.replace(p, x=5), [f.name for f in dataclasses.fields(P)])
try: P()
except TypeError as e: print(e)
@dataclass(frozen=True, order=True)
class F:
    a: int
    b: str = "z"
print(F(1) < F(2), hash(F(1)) == hash(F(1)), {F(1): 2}[F(1)])
try: F(1).a = 3
except dataclasses.FrozenInstanceError as e: print(e)
class A(abc.ABC):
    @abc.abstractmethod
    def run(self): ...
    def other(self): return 1
class B(A):
    def run(self): return 5
print(B().run(), B().other())
try: A()
except TypeError as e: print(e)
@contextlib.contextmanager
def cm(x):
    print("enter", x)
    try: yield x * 2
    finally: print("exit")
with cm(3) as v: print(v)
try:
    with cm(4): raise ValueError("in")
except ValueError as e: print("got", e)
with contextlib.suppress(KeyError): {}["x"]
buf = io.StringIO()
with contextlib.redirect_stdout(buf): print("hidden")
print(repr(buf.getvalue()))
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    warnings.warn("careful", DeprecationWarning)
    print(len(w), w[0].category.__name__, str(w[0].message))
class Pt(NamedTuple):
    x: int
    y: int = 3
    def s(self): return self.x + self.y
print(Pt(1), Pt(1).s(), Pt(1, 2)[1])
print(statistics.mean([1,2,3,4]), statistics.median([1,3,2]), statistics.stdev([1,2,3,4]), statistics.mode("aab"), statistics.pvariance([1,2,3]), statistics.quantiles([1,2,3,4,5]))
with tempfile.TemporaryDirectory() as t:
    pth = pathlib.Path(t) / "sub" / "f.txt"
    pth.parent.mkdir(parents=True)
    pth.write_text("hey\n")
    print(pth.name, pth.suffix, pth.stem, pth.exists(), pth.read_text(), [x.name for x in pathlib.Path(t).glob("**/*.txt")], len(glob.glob(t + "/*")))
    shutil.rmtree(t + "/sub"); print(os.listdir(t))
h = [5, 1, 4]; heapq.heapify(h); heapq.heappush(h, 0); print([heapq.heappop(h) for _ in range(4)], heapq.nlargest(2, [1, 5, 3]), bisect.bisect([1, 2, 4], 3))
ns = types.SimpleNamespace(a=1, b="x"); print(ns, ns.a)
pprint.pprint({"b": list(range(30)), "a": {"k": "v" * 30, "l": "w" * 30}})
logging.basicConfig(stream=sys.stdout, format="%(levelname)s %(name)s %(message)s", level=logging.INFO)
logging.getLogger("a.b").info("hello %s %d", "x", 3); logging.debug("no")
def f(x: Optional[int] = None, *y: "str") -> List[int]: return [x]
print(f(3), typing.Optional[int], typing.Dict[str, int])
