try:
    def f(a): pass
    f()
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    def f(a): pass
    f(1, 2)
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    def f(a, b): pass
    f(1)
except Exception as e:
    print(type(e).__name__, '|', e)
