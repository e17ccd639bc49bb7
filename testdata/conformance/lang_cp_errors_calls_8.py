try:
    class A: pass
    A().x
except Exception as e:
    print(type(e).__name__, '|', e)
