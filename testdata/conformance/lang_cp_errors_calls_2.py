try:
    def f(a): pass
    f(b=1)
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    def f(a): pass
    f(1, a=2)
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    def f(*, k): pass
    f()
except Exception as e:
    print(type(e).__name__, '|', e)
