print('{0} {1} {0}'.format('x', 'y'))
