try:
    assert False
except Exception as e:
    print(type(e).__name__, '|', e)
