print('kerash'[0], 'kerash'[-1], 'kerash'[1:4], 'kerash'[::-1], 'kerash'[::2])
