print(float('1e3'), float('  2.5 '), (0.5).as_integer_ratio(), (2.0).is_integer(), 1.5.hex())
