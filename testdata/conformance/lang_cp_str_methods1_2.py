print('a,b,,c'.split(','), 'a b  c'.split(), 'a b c d'.split(' ', 2), 'a b c d'.rsplit(' ', 1))
