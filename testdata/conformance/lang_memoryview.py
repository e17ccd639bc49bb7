b = bytearray(b"hello"); m = memoryview(b)
m[0] = 72; print(b, m[1], m[-1], bytes(m[1:3]), m.tolist(), len(m), m.readonly, m.nbytes, m.shape, m.format, m[::-1].tobytes(), m == b"Hello", list(m)[:2], 101 in m, m.hex())
m[1:3] = b"EL"; print(b, memoryview(b"x").readonly, type(m), isinstance(m, memoryview))
for s in ("m[9]", "memoryview(b'a')[0]", "m.__setitem__(0, 300)", "memoryview('a')", "m[1:3].__setitem__(slice(0, 1), b'xx')", "hash(m)"):
    try: print(eval(s))
    except Exception as e: print(type(e).__name__, e)
ro = memoryview(b"abc")
try: ro[0] = 1
except TypeError as e: print(e)
with memoryview(b"ab") as v: print(v.tobytes())
try: v[0]
except ValueError as e: print(e)
