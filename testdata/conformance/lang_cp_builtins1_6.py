print(bool('False'), bool([]), int(True), str(None), str(1.0), repr('a'), ascii('é'))
