from decimal import *
import math
def t(s):
    try: print(s, "=>", eval(s))
    except Exception as e: print(s, "!!", type(e).__name__, e)
for s in """Decimal('0.1') + Decimal('0.2')
Decimal(0.1)
repr(Decimal('1.10'))
Decimal('1') / Decimal('3')
Decimal(2).sqrt()
Decimal(10) ** -2
Decimal('2') ** Decimal('0.5')
Decimal('1.0000') * 3
Decimal('10') / 4
Decimal('1E+3') + 1
Decimal('123.456').quantize(Decimal('0.01'))
Decimal('2.675').quantize(Decimal('0.01'), rounding=ROUND_HALF_UP)
Decimal('-7') // 2
Decimal('-7') % 3
divmod(Decimal('7.5'), 2)
round(Decimal('2.5'))
round(Decimal('2.675'), 2)
int(Decimal('-3.9'))
float(Decimal('1.5'))
Decimal('NaN')
Decimal('Infinity') - 1
Decimal('abc')
Decimal(1) / 0
Decimal(0) / 0
Decimal('1.5') + 1.5
Decimal('1.5') == 1.5
Decimal('0.1') == 0.1
Decimal('1') < 2
hash(Decimal('1.5')) == hash(1.5)
hash(Decimal(3)) == hash(3)
{1: 'a'}[Decimal(1)]
Decimal('1.50').normalize()
Decimal('100').normalize()
Decimal('1.23').as_tuple()
Decimal('1.23').adjusted()
f"{Decimal('1234567.891'):,.2f}"
f"{Decimal('0.000123'):e} {Decimal('0.5'):%} {Decimal('12.3'):>10} {Decimal('12.3'):08.2f} {Decimal('1E+5'):f} {Decimal('123'):.2e} {Decimal('1.5'):+}"
str(Decimal('1E-10')), str(Decimal('0.0000001')), str(Decimal('1E+30'))
Decimal((0, (1, 2, 3), -2))
sum([Decimal('1.1')] * 3)
max(Decimal(1), Decimal(2))
abs(Decimal('-1.5')), -Decimal('0'), +Decimal('-0')
Decimal(3).exp()
Decimal(10).ln()
Decimal(1000).log10()
Decimal('2').log10()
Decimal('1.5').as_integer_ratio()
Decimal('3.7').to_integral_value()
math.floor(Decimal('3.7')), math.ceil(Decimal('3.2')), math.trunc(Decimal('3.7'))
Decimal.from_float(0.5)
Decimal(10**40) + 1
getcontext().prec
Decimal('1.1').compare(Decimal('1.2'))
isinstance(Decimal(1), Decimal), type(Decimal(1)).__name__
sorted([Decimal('3'), Decimal('1.5'), 2])
Decimal('5') ** 3, Decimal('1.1') ** 10
Decimal('-1').sqrt()
Decimal([1])
Decimal('12345678901234567890123456789.5') + 0
math.sqrt(Decimal(2))
Decimal('1_000.5')
bool(Decimal(0)), not Decimal('0.0')
Decimal('0E-5')
Decimal('1.0') == Decimal('1.00')
3 - Decimal('0.5'), 3 * Decimal('0.5'), 1 / Decimal('3'), 7 // Decimal(2), 2 ** Decimal(3)
Decimal("1e2").quantize(Decimal("1"))
Decimal(float('inf'))
complex(Decimal('1.5'))""".split("\n"): t(s)
getcontext().prec = 6
with localcontext() as ctx:
    ctx.prec = 50
    print(Decimal(1) / Decimal(7), Decimal(2).sqrt())
print(Decimal(1) / Decimal(7))
getcontext().rounding = ROUND_UP
print(Decimal(1) / Decimal(7))
try: getcontext().prec = 0
except ValueError as e: print(e)
