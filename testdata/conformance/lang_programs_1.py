# sudoku, life, dijkstra, parser, LRU, matrix, text statistics, bank, event queue
import heapq, json, re, itertools, functools, collections, random, math, string, copy
def solve(b):
    for r in range(9):
        for c in range(9):
            if b[r][c] == 0:
                for v in range(1, 10):
                    if all(b[r][k] != v and b[k][c] != v and b[r//3*3 + k//3][c//3*3 + k%3] != v for k in range(9)):
                        b[r][c] = v
                        if solve(b): return True
                        b[r][c] = 0
                return False
    return True
puzzle = ["530070000","600195000","098000060","800060003","400803001","700020006","060000280","000419005","000080079"]
board = [[int(ch) for ch in row] for row in puzzle]
print(solve(board)); print("\n".join("".join(map(str, r)) for r in board))
def life(cells):
    counts = collections.Counter((x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)
    return {c for c, n in counts.items() if n == 3 or (n == 2 and c in cells)}
g = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for _ in range(4): g = life(g)
print(sorted(g))
graph = {"a": {"b": 7, "c": 9, "f": 14}, "b": {"c": 10, "d": 15}, "c": {"d": 11, "f": 2}, "d": {"e": 6}, "f": {"e": 9}, "e": {}}
def dijkstra(src):
    dist, q = {src: 0}, [(0, src)]
    while q:
        d, u = heapq.heappop(q)
        if d > dist[u]: continue
        for v, w in graph[u].items():
            if (nd := d + w) < dist.get(v, math.inf):
                dist[v] = nd; heapq.heappush(q, (nd, v))
    return dist
print(dijkstra("a"))
class Tokenizer:
    SPEC = [("NUM", r"\d+(\.\d*)?"), ("OP", r"[-+*/()^]"), ("WS", r"\s+"), ("BAD", r".")]
    def __init__(self, text): self.text = text
    def __iter__(self):
        pat = "|".join(f"(?P<{n}>{p})" for n, p in self.SPEC)
        for m in re.finditer(pat, self.text):
            kind = [n for n, _ in self.SPEC if m.group(n) is not None][0]
            if kind == "WS": continue
            if kind == "BAD": raise SyntaxError(f"bad char {m.group()!r} at {m.start()}")
            yield kind, m.group()
class Parser:
    def __init__(self, text): self.toks = list(Tokenizer(text)) + [("END", "")]; self.i = 0
    def peek(self): return self.toks[self.i][1]
    def next(self): self.i += 1; return self.toks[self.i - 1]
    def expr(self, prec=0):
        kind, t = self.next()
        if kind == "NUM": left = float(t) if "." in t else int(t)
        elif t == "(": left = self.expr(); assert self.next()[1] == ")", "missing )"
        elif t == "-": left = -self.expr(3)
        else: raise ValueError(f"unexpected {t or 'end'!r}")
        table = {"+": (1, lambda a, b: a + b), "-": (1, lambda a, b: a - b), "*": (2, lambda a, b: a * b), "/": (2, lambda a, b: a / b), "^": (4, lambda a, b: a ** b)}
        while self.peek() in table and table[self.peek()][0] > prec:
            op = self.next()[1]; p, f = table[op]
            left = f(left, self.expr(p - (op == "^")))
        return left
for s in ("1 + 2 * 3", "(1+2)*3", "2^3^2", "-2^2", "10/4-1", "1.5*2", "(1", "1 + $", "*"):
    try: print(s, "=", Parser(s).expr())
    except (ValueError, SyntaxError, AssertionError) as e: print(s, "->", type(e).__name__, e)
class LRU(collections.OrderedDict):
    def __init__(self, n): super().__init__(); self.n = n
    def get(self, k, d=None):
        if k not in self: return d
        self.move_to_end(k); return self[k]
    def put(self, k, v):
        self[k] = v; self.move_to_end(k)
        if len(self) > self.n: self.popitem(last=False)
c = LRU(2); c.put("a", 1); c.put("b", 2); c.get("a"); c.put("c", 3); print(list(c.items()), c.get("b", "gone"))
class Matrix:
    def __init__(self, rows): self.rows = [list(r) for r in rows]
    @classmethod
    def identity(cls, n): return cls([[int(i == j) for j in range(n)] for i in range(n)])
    def __matmul__(self, o): return Matrix([[sum(a * b for a, b in zip(r, col)) for col in zip(*o.rows)] for r in self.rows])
    def __pow__(self, n): return functools.reduce(lambda a, _: a @ self, range(n), Matrix.identity(len(self.rows)))
    def __eq__(self, o): return self.rows == o.rows
    def __repr__(self): return f"Matrix({self.rows})"
    @property
    def T(self): return Matrix(zip(*self.rows))
print(Matrix([[1, 1], [1, 0]]) ** 10, Matrix([[1, 2], [3, 4]]).T, Matrix.identity(2) == Matrix([[1, 0], [0, 1]]))
text = "the quick brown fox jumps over the lazy dog; the end."
words = re.findall(r"[a-z]+", text)
print(collections.Counter(words).most_common(2), sorted(set(words), key=lambda w: (-len(w), w))[:3], {k: len(list(v)) for k, v in itertools.groupby(sorted(words, key=len), key=len)})
class Account:
    total = 0
    def __init__(self, owner, balance=0): self.owner, self._b = owner, balance; self.log = []
    def deposit(self, x):
        if x <= 0: raise ValueError("deposit must be positive")
        self._b += x; self.log.append(("+", x)); Account.total += x; return self
    def withdraw(self, x):
        if x > self._b: raise InsufficientFunds(self.owner, x - self._b)
        self._b -= x; self.log.append(("-", x)); return self
    balance = property(lambda self: self._b)
class InsufficientFunds(Exception):
    def __init__(self, who, short): super().__init__(f"{who} is short of {short:.2f}"); self.short = short
acc = Account("Ann", 10).deposit(5.5).withdraw(3)
print(acc.balance, acc.log, Account.total)
for f in (lambda: acc.withdraw(100), lambda: acc.deposit(-1)):
    try: f()
    except InsufficientFunds as e: print(e, e.short)
    except ValueError as e: print("VE", e)
def events():
    q = []; n = itertools.count()
    def at(t, f, *a): heapq.heappush(q, (t, next(n), f, a))
    def run():
        while q:
            t, _, f, a = heapq.heappop(q); yield t, f(*a)
    return at, run
at, run = events()
at(3, str.upper, "c"); at(1, lambda: at(2, lambda: "nested") or "one"); 
print(list(run()))
random.seed(7); data = [random.randint(0, 99) for _ in range(12)]
def qs(l): return l if len(l) < 2 else qs([x for x in l[1:] if x < l[0]]) + [l[0]] + qs([x for x in l[1:] if x >= l[0]])
def ms(l):
    if len(l) < 2: return l
    m = len(l) // 2; a, b = ms(l[:m]), ms(l[m:]); out = []
    while a and b: out.append((a if a[0] <= b[0] else b).pop(0))
    return out + a + b
print(qs(data) == ms(data) == sorted(data), data)
primes = [n for n in range(2, 60) if all(n % d for d in range(2, int(n ** .5) + 1))]
print(primes, sum(primes), math.prod(primes[:6]))
def perms(s): return [s] if len(s) < 2 else [c + p for i, c in enumerate(s) for p in perms(s[:i] + s[i+1:])]
print(perms("abc"), list(map("".join, itertools.permutations("abc"))) == perms("abc"))
def caesar(s, k): return "".join(chr((ord(ch) - 97 + k) % 26 + 97) if ch.islower() else ch for ch in s)
print(caesar("hello, world", 3), caesar(caesar("hello", 5), -5))
print(json.dumps({"n": None, "l": [1, 2.5, {"x": "é"}], "t": (1,), "f": float("inf")}, sort_keys=True), json.loads(json.dumps({"1": [True]})))
hanoi = []
def move(n, a, b, c):
    if n: move(n - 1, a, c, b); hanoi.append(f"{a}->{c}"); move(n - 1, b, a, c)
move(4, *"ABC"); print(len(hanoi), hanoi[:5])
class Node:
    __slots__ = "val", "left", "right"
    def __init__(self, v): self.val = v; self.left = self.right = None
class BST:
    root = None
    def add(self, v):
        def ins(n): 
            if n is None: return Node(v)
            if v < n.val: n.left = ins(n.left)
            else: n.right = ins(n.right)
            return n
        self.root = ins(self.root); return self
    def __iter__(self):
        def walk(n):
            if n: yield from walk(n.left); yield n.val; yield from walk(n.right)
        return walk(self.root)
    def __contains__(self, v):
        n = self.root
        while n and n.val != v: n = n.left if v < n.val else n.right
        return n is not None
t = BST()
for v in (5, 2, 8, 1, 9): t.add(v)
print(list(t), 8 in t, 7 in t, max(t), [*t][::-1])
print("\n".join(f"{i:>2} | " + " ".join(f"{i * j:3}" for j in range(1, 6)) for i in range(1, 4)))
memo = {}
def lev(a, b):
    if (a, b) not in memo:
        memo[a, b] = max(len(a), len(b)) if not a or not b else min(lev(a[1:], b) + 1, lev(a, b[1:]) + 1, lev(a[1:], b[1:]) + (a[0] != b[0]))
    return memo[a, b]
print(lev("kitten", "sitting"), len(memo))
def pipeline(*fs): return functools.reduce(lambda f, g: lambda x: g(f(x)), fs)
print(pipeline(lambda x: x + 1, lambda x: x * 2, str)(3))
print([*zip(*[iter(range(6))] * 2)], dict(enumerate("ab", 1)), list(itertools.chain.from_iterable([[1], [2, 3]])))
