try:
    next(5)
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    abs('a')
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    -'a'
except Exception as e:
    print(type(e).__name__, '|', e)
