try:
    [1, 2].index(5)
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    [].pop()
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    {}.popitem()
except Exception as e:
    print(type(e).__name__, '|', e)
