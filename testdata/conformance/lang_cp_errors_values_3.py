try:
    min()
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    int('12', 40)
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    chr(-1)
except Exception as e:
    print(type(e).__name__, '|', e)
