import random
random.seed(1)
print(random.getrandbits(100), random.getrandbits(64), random.getrandbits(128))
print(random.randrange(10**30), random.randint(1, 2**80))
random.seed(2**100); print(random.random())
random.seed(-5); print(random.random())
