try:
    '%d' % 'a'
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    '%d %d' % 1
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    round('a')
except Exception as e:
    print(type(e).__name__, '|', e)
