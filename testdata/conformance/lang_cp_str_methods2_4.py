print('one\ntwo\r\nthree'.splitlines(), 'tab\there'.expandtabs(4))
