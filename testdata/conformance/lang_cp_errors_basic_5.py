try:
    1 + 'a'
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    [1] + (2,)
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    len(5)
except Exception as e:
    print(type(e).__name__, '|', e)
