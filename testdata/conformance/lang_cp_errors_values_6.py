try:
    sum(['a'])
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    sorted([1, 'a'])
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    [1] < ['a']
except Exception as e:
    print(type(e).__name__, '|', e)
