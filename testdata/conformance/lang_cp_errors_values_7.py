try:
    1 < 'a'
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    iter(5)
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    next(iter([]))
except Exception as e:
    print(type(e).__name__, '|', e)
