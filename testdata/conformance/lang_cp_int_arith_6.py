print(abs(-5), (-5).bit_length(), (255).bit_length(), (10).bit_count())
