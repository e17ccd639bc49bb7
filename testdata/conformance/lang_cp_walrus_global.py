data = [1, 5, 10]
print([y for x in data if (y := x * 2) > 4], y)
if (n := len(data)) > 2: print(n)
while (v := data.pop() if data else None) is not None: print(v, end=" ")
print()
total = 0
def add(k):
    global total, made
    total += k; made = True
add(5); print(total, made)
def multi(): return 1, 2, 3
a, b, c = multi(); print(a, b, c, multi()[1:])
print((lambda *a, **k: (a, k))(1, 2, x=3), (lambda: None)(), [f(2) for f in (lambda x: x + 1, lambda x: x * 10)])
