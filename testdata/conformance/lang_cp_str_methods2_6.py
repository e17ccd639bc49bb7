print('hello'.translate(str.maketrans('el', 'ip')), 'ß'.upper(), 'ß'.casefold())
