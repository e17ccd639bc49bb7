for i in range(10):
    if i == 2: continue
    if i == 5: break
    print(i, end=" ")
else:
    print("no break")
print()
for i in []: pass
else: print("empty else")
n = 0
while n < 3:
    n += 1
else:
    print("while else", n)
x = 5
print("big" if x > 3 else "small", "yes" if x else "no")
if x < 3: print("a")
elif x < 6: print("b")
else: print("c")
print([y := 3, y ** 2], (z := 10) + z, 1 < 2 < 3, 1 < 3 > 2, 1 == 1.0 is not True)
while True:
    x -= 1
    if x < 0: break
print(x, not x, x and "t", 0 or "f", None or 0 or [])
