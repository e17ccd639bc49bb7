print(callable(len), hash(1) == hash(1.0), id(None) == id(None), chr(8364), ord('€'))
