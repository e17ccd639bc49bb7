print(list(filter(None, [0, 1, '', 'a'])), list(map(max, [1, 5], [3, 2])))
