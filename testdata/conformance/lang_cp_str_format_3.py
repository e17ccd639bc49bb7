print('{name:>10}|{x:.2f}'.format(name='bob', x=2.5))
