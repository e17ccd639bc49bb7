print(isinstance(True, int), isinstance(1, (str, int)), type(1), type('a'), type([]), type(None), type(print))
