try:
    5()
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    None()
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    'x'()
except Exception as e:
    print(type(e).__name__, '|', e)
