print('%(name)s is %(age)d' % {'name': 'Ann', 'age': 30})
