# What model_from_json and Sequential.from_config make of unknown classes and odd texts.
from tensorflow import keras
from tensorflow.keras import layers
import json
def t(f):
    try: print('ok', f())
    except Exception as e: print(type(e).__name__, str(e)[:160])
j=keras.models.model_from_json
class My(keras.Model):
    def __init__(self, u=2): super().__init__(); self.u=u; self.d=layers.Dense(u)
    def call(self,x): return self.d(x)
    def get_config(self): return {"u": self.u}
js=My(3).to_json(); print(js)
t(lambda: j(js)); t(lambda: type(j(js, custom_objects={"My": My})).__name__)
class L(layers.Dense): pass
s=keras.Sequential([keras.Input((2,)), L(1)]).to_json()
t(lambda: j(s)); t(lambda: [type(x).__name__ for x in j(s, custom_objects={"L": L}).layers])
t(lambda: j('{"class_name": "Tower", "config": {}}')); t(lambda: j('{"class_name": "Tower"}')); t(lambda: j('{"config": {}}')); t(lambda: j('{}')); t(lambda: j('null')); t(lambda: j('"x"')); t(lambda: j('[1]')); t(lambda: j('{"a": 1}')); t(lambda: j('{nope')); t(lambda: j(3))
t(lambda: j('{"class_name": "Dense", "config": {"units": 3}}').units); t(lambda: j('{"class_name": "Dense", "config": {}}')); t(lambda: j('{"class_name": "Sequential", "config": {"name": "q", "layers": []}}').name)
t(lambda: j('{"module": "x.y", "class_name": "Tower", "config": {}, "registered_name": "a>Tower"}'))
q = keras.Sequential.from_config
t(lambda: q({"layers": [{"class_name": "Nope", "config": {}}]})); t(lambda: q({"name": "s"})); t(lambda: q({})); t(lambda: q({"name": "s", "layers": []}).name)
