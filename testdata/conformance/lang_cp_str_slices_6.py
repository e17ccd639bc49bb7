print('\u00e9' == 'é', r'\n', 'a' 'b')
