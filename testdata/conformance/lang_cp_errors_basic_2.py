try:
    1.0 / 0
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    int('x')
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    float('abc')
except Exception as e:
    print(type(e).__name__, '|', e)
