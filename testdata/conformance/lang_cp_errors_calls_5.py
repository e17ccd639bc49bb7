try:
    [].append()
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    {}.get()
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    sorted()
except Exception as e:
    print(type(e).__name__, '|', e)
