from contextlib import contextmanager
@contextmanager
def tag(n):
    print("<" + n + ">")
    try: yield n.upper()
    finally: print("</" + n + ">")
with tag("a") as t, tag("b"): print(t)
