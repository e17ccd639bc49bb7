print(format(3.14159, '.2f'), format('a', '>5'))
