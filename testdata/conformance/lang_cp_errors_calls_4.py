try:
    print(1, foo=2)
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    int(1, 2, 3)
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    'abc'.split(1)
except Exception as e:
    print(type(e).__name__, '|', e)
