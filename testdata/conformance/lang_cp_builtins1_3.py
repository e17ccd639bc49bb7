print(list(enumerate('ab', 1)), list(zip([1, 2, 3], 'ab')), list(reversed([1, 2, 3])))
