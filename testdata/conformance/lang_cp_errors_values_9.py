try:
    ~1.5
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    1 << -1
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    2 ** 'a'
except Exception as e:
    print(type(e).__name__, '|', e)
