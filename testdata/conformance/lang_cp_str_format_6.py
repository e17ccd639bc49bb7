print('{!r} {!s} {{}}'.format('a', 'b'))
