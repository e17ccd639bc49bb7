print('prefix_name'.removeprefix('prefix_'), 'name.py'.removesuffix('.py'))
