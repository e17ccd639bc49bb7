x, name, d = 3.14159, "bob", {"k": [1, 2]}
print(f"{x:.2f} {name!r:>8} {d['k'][1]} {x + 1 = :.3f}")
print(f"{name=} {len(name)=} {'nested ' + f'{x:.1f}'}")
w = 10
print(f"{name:>{w}}|{name:^{w}}|{name:*<{w}}|")
print(f"{{literal}} {'a' if x > 3 else 'b'} {[i * i for i in range(3)]}")
print(f"{1_000_000:,} {True} {None} {(1, 2)}")
