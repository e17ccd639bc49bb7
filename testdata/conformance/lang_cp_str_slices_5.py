print(repr('it\'s'), repr('say "hi"'), repr('both \' and "'), repr('tab\tnl\n'), repr('\x00\x7f'))
