print(sum([0.1] * 3), round(3.14159, 3), sorted('hello'), ''.join(sorted('hello', reverse=True)))
