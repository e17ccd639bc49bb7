print(abs(-3.5), pow(2, 10), pow(2, 10, 1000), divmod(17, 5))
