print('{0[1]} {1[k]} {2.real}'.format([1, 2], {'k': 'v'}, 3))
