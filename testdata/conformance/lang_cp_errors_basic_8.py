try:
    {[]: 1}
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    raise ValueError('custom', 1)
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    assert 1 == 2, 'msg'
except Exception as e:
    print(type(e).__name__, '|', e)
