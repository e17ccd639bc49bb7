try:
    int([])
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    'a' * 'b'
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    (1, 2)[0] = 5
except Exception as e:
    print(type(e).__name__, '|', e)
