print('hello'.replace('l', 'L'), 'hello'.replace('l', 'L', 1), 'abc'.startswith('ab'), 'abc'.endswith(('c', 'd')))
