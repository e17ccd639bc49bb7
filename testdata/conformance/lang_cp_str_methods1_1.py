print('Hello'.upper(), 'Hello'.lower(), 'hello world'.title(), 'hello'.capitalize(), 'Hello'.swapcase())
