try:
    [1].remove(2)
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    'abc'.index('z')
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    max([])
except Exception as e:
    print(type(e).__name__, '|', e)
