print('x'.center(7, '*'), 'x'.ljust(4) + '|', 'x'.rjust(4), '42'.zfill(5), '-42'.zfill(5))
