print('kerash'[-3:], 'kerash'[:-2], 'kerash'[10:], 'kerash'[2:1])
