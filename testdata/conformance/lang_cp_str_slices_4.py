print(len('héllo'), 'héllo'[1], ord('a'), chr(97), 'a' < 'b', 'Z' < 'a')
