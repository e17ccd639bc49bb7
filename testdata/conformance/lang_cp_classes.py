class Animal:
    kind = "animal"
    def __init__(self, name): self.name = name
    def speak(self): return f"{self.name} makes a sound"
    def __repr__(self): return f"Animal({self.name!r})"
    def __str__(self): return self.name
    def __eq__(self, o): return isinstance(o, Animal) and self.name == o.name
    def __hash__(self): return hash(self.name)
    def __lt__(self, o): return self.name < o.name
class Dog(Animal):
    kind = "dog"
    def speak(self): return super().speak() + " woof"
    @property
    def shout(self): return self.name.upper()
    @shout.setter
    def shout(self, v): self.name = v.lower()
    @classmethod
    def make(cls, n): return cls(n)
    @staticmethod
    def add(a, b): return a + b
d = Dog.make("rex")
print(d, repr(d), d.speak(), d.shout, Dog.add(1, 2), d.kind, Animal.kind, isinstance(d, Animal), type(d).__name__)
d.shout = "MAX"; print(d.name, d == Dog("max"), d != Dog("x"), len({d, Dog("max")}), sorted([Dog("b"), Dog("a")]))
print(issubclass(Dog, Animal), Dog.__mro__[1].__name__, hasattr(d, "zip"), getattr(d, "zip", 0), Dog.__name__, d.__class__.__name__)
d.extra = 1; print(d.__dict__, vars(d) is d.__dict__, callable(d), callable(Dog))
