print(list('abc'), list(range(3)), list({'a': 1}), list(zip([1, 2], 'ab')))
