import random
random.seed(42); print([random.randint(1, 6) for _ in range(5)], random.random(), random.choice("abc"))
x = list(range(5)); random.shuffle(x); print(x, random.sample(range(10), 3), round(random.uniform(1, 2), 6), round(random.gauss(0, 1), 6))
