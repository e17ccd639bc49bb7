try:
    for x in 5: pass
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    x, y = 1, 2, 3
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    a, b = [1]
except Exception as e:
    print(type(e).__name__, '|', e)
