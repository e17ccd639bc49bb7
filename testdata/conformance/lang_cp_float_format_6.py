print(f'{1e100:.3} {1.5:e} {float("nan"):.2f} {float("inf"):8.1f}|')
