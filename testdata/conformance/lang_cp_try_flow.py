def f(k):
    try:
        if k == 0: return "ret"
        if k == 1: raise ValueError("v")
        if k == 2: raise KeyError("k")
        print("fine")
    except ValueError as e:
        print("caught", e)
    except (KeyError, IndexError) as e:
        print("lookup", repr(e))
    else:
        print("else")
    finally:
        print("finally", k)
    return "end"
for k in range(4): print(f(k))
try:
    try: raise ValueError("a")
    except ValueError as e: raise TypeError("b") from e
except TypeError as e: print(e, repr(e.__cause__))
try:
    try: 1 / 0
    finally: print("cleanup")
except ZeroDivisionError as e: print(type(e).__name__)
class MyError(Exception):
    def __init__(self, code): super().__init__(f"code {code}"); self.code = code
try: raise MyError(5)
except Exception as e: print(e, e.code, e.args, isinstance(e, MyError))
def g():
    for i in range(3):
        try:
            if i == 1: continue
            print(i)
        finally: print("f", i)
g()
try: raise KeyError("a b")
except LookupError as e: print(str(e), repr(e))
