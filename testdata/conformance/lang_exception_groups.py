try:
    raise ExceptionGroup('eg', [ValueError(1), TypeError('t'), ExceptionGroup('in', [ValueError(2), KeyError('k')])])
except* ValueError as eg:
    print(repr(eg), eg.exceptions, eg.message)
except* (TypeError, KeyError) as eg:
    print('2', repr(eg))

def f():
    try:
        raise ExceptionGroup('g', [OSError('x'), ValueError('v')])
    except* OSError as e:
        print('os', e.exceptions)
    finally:
        print('fin')
try: f()
except ExceptionGroup as e: print('left', repr(e))
try:
    try: raise ValueError('plain')
    except* ValueError as e: print(type(e), e, e.exceptions)
    else: print('no')
except BaseException as x: print('?', x)
eg = ExceptionGroup('m', [ValueError(1), TypeError(2)])
print(eg, str(eg), eg.split(ValueError), eg.subgroup(lambda e: isinstance(e, TypeError)), eg.derive([KeyError(1)]))
for bad in (lambda: ExceptionGroup('a', []), lambda: ExceptionGroup(1, [ValueError()]), lambda: ExceptionGroup('a', [1]), lambda: ExceptionGroup('a'), lambda: ExceptionGroup('a', [KeyboardInterrupt()])):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
print(repr(BaseExceptionGroup('b', [KeyboardInterrupt()])), type(BaseExceptionGroup('b', [ValueError()])), isinstance(eg, BaseExceptionGroup))
try:
    try: raise ExceptionGroup('z', [ValueError(1)])
    except* ValueError: raise KeyError('new')
except BaseException as e: print(repr(e), repr(e.__context__))

