import logging, warnings, sys, io
logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(name)s:%(message)s", stream=sys.stdout, force=True)
log = logging.getLogger("kerash.train"); log.debug("hidden"); log.info("epoch %d loss %.3f", 1, 0.5); log.warning("w %s", {"a": 1}); log.error("e"); log.critical("c"); log.log(25, "custom"); log.info("dict %(a)s", {"a": 5})
logging.info("root"); print(log.name, log.level, log.getEffectiveLevel(), log.isEnabledFor(10), log.parent.name, logging.getLogger("kerash.train") is log, logging.getLevelName(30), logging.WARNING, log, logging.getLogger())
try: 1 / 0
except ZeroDivisionError: log.error("failed", exc_info=False)
h = logging.StreamHandler(sys.stdout); h.setLevel(logging.ERROR); h.setFormatter(logging.Formatter("[%(levelname)-8s] %(name)s - %(message)s (%(funcName)s:%(lineno)d) %(module)s")); log.addHandler(h); log.propagate = False; log.warning("no"); log.error("yes"); print(log.handlers, log.hasHandlers()); log.removeHandler(h); log.propagate = True
class F(logging.Filter):
    def filter(self, r): return "secret" not in r.getMessage()
log.addFilter(F()); log.info("secret stuff"); log.info("public")
class H(logging.Handler):
    def __init__(self): super().__init__(); self.rec = []
    def emit(self, r): self.rec.append((r.levelname, r.getMessage(), r.name, r.args))
h = H(); log.addHandler(h); log.info("a %s", 1); print(h.rec); log.setLevel("ERROR"); log.info("x"); print(len(h.rec), log.level); log.removeHandler(h)
logging.addLevelName(15, "TRACE"); print(logging.getLevelName(15), logging.getLevelName("INFO")); logging.disable(logging.CRITICAL); log.critical("off"); logging.disable(logging.NOTSET); log.critical("on")
ad = logging.LoggerAdapter(log, {"u": 1}); ad.error("adapted"); fmt = logging.Formatter("{levelname}|{message}", style="{"); rec = logging.LogRecord("n", 20, "p", 1, "m %s", ("x",), None); print(fmt.format(rec), rec.getMessage())
try: log.setLevel("BOGUS")
except ValueError as e: print(e)
child = log.getChild("sub"); print(child.name, child.getEffectiveLevel()); nl = logging.getLogger("nul"); nl.addHandler(logging.NullHandler()); nl.info("x")
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always"); warnings.warn("dep", DeprecationWarning); warnings.warn("plain"); warnings.warn(UserWarning("obj")); print(len(w), [(str(x.message), x.category.__name__) for x in w])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try: warnings.warn("boom", RuntimeWarning)
    except RuntimeWarning as e: print("raised", e)
with warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="ig.*"); warnings.warn("ignored")
    warnings.filterwarnings("error", category=FutureWarning)
    try: warnings.warn("f", FutureWarning)
    except FutureWarning as e: print(repr(e))
buf = io.StringIO(); sh = logging.StreamHandler(buf); lg = logging.getLogger("buf"); lg.addHandler(sh); lg.propagate = False; lg.setLevel(1); lg.debug("to buf"); 
try: int("q")
except ValueError: lg.exception("trace")
print(buf.getvalue().splitlines()[0], buf.getvalue().splitlines()[-1], lg.handlers[0].level, sh)
