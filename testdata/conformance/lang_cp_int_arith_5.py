print(int('42'), int('-7'), int('ff', 16), int('0b11', 0), int(3.9), int(-3.9))
