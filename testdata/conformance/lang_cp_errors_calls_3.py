try:
    def f(*, k): pass
    f(1)
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    len()
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    len(1, 2)
except Exception as e:
    print(type(e).__name__, '|', e)
