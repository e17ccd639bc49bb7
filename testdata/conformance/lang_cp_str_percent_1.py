print('%d %s %r %f' % (3, 'a', 'a', 1.5))
