print('ab' * 3, 3 * 'ab', 'ab' + 'cd', 'b' in 'abc', 'z' not in 'abc')
