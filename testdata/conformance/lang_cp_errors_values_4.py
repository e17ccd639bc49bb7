try:
    ord('ab')
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    range(1, 2, 0)
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    '{} {}'.format(1)
except Exception as e:
    print(type(e).__name__, '|', e)
