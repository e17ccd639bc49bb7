print(float('inf'), float('-inf'), float('nan'))
