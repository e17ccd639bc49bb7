try:
    undefined_name
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    None + 1
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    'a' + 1
except Exception as e:
    print(type(e).__name__, '|', e)
