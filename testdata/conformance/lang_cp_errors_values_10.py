try:
    divmod(1, 0)
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    set([[1]])
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    isinstance(1, 2)
except Exception as e:
    print(type(e).__name__, '|', e)
