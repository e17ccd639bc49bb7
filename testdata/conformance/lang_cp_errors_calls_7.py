try:
    class A: pass
    A(1)
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    class A:
        def __init__(self, x): pass
    A()
except Exception as e:
    print(type(e).__name__, '|', e)
try:
    class A:
        def m(self): pass
    A().m(1)
except Exception as e:
    print(type(e).__name__, '|', e)
