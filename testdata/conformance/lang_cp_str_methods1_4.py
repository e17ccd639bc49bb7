print('-'.join(['a', 'b', 'c']), ''.join([]), ', '.join(str(i) for i in range(3)))
