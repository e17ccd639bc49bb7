try:
    int(float('nan'))
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    int(float('inf'))
except Exception as e:
    print(type(e).__name__, '|', e)
