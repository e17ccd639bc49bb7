try:
    [1][5]
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    {'a': 1}['b']
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    'abc'.foo
except Exception as e:
    print(type(e).__name__, '|', e)
