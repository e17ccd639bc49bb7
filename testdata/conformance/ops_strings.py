# String tensors: case, parts, joins, patterns, numbers, hashes, characters
import tensorflow as tf

s = tf.constant(["Hello World", "  tensor flow ", "äöü,x"])
print(tf.strings.lower(s).numpy().tolist(), tf.strings.upper(s, encoding="utf-8").numpy()[2].decode(), tf.strings.strip(s).numpy()[1])
print(tf.strings.length(s).numpy(), tf.strings.length(s, unit="UTF8_CHAR").numpy(), tf.strings.substr(s, 1, 3).numpy().tolist(), tf.strings.substr(s, [0, -4, 0], [1, 2, 3], unit="UTF8_CHAR").numpy()[1])
print(tf.strings.split(s).to_list(), tf.strings.split("a,b,,c", ",").numpy().tolist(), tf.strings.split(["a b c"], maxsplit=1).to_list())
print(tf.strings.join([["a", "b"], ["c", "d"]], separator="-").numpy().tolist(), tf.strings.reduce_join([["a", "b"], ["c", "d"]], axis=0, separator="+").numpy().tolist(), tf.strings.reduce_join(["x", "y"]).numpy())
print(tf.strings.regex_replace(s, "[aeiou]", "*").numpy().tolist(), tf.strings.regex_replace("ab12", r"(\d)(\d)", r"\2\1").numpy(), tf.strings.regex_full_match(["abc", "a1"], "[a-z]+").numpy())
print(tf.strings.to_number(["1.5", "-3"]).numpy(), tf.strings.to_number("42", tf.int64).numpy(), tf.strings.as_string([1.5, 2.0]).numpy().tolist(), tf.strings.as_string([1, 2], width=4, fill="0").numpy().tolist(), tf.as_string(3.14159, precision=2).numpy(), tf.as_string(True).numpy())
print(tf.strings.to_hash_bucket_fast(["a", "b", "kerash"], 1000).numpy(), tf.strings.to_hash_bucket(["a"], 7).numpy(), tf.strings.to_hash_bucket_strong(["a"], 1000, [3, 4]).numpy())
print(tf.strings.bytes_split(["abc", ""]).to_list(), tf.strings.unicode_split("äb", "UTF-8").numpy().tolist(), tf.strings.unicode_decode(["äb", "c"], "UTF-8").to_list(), tf.strings.unicode_encode([[97, 228]], "UTF-8").numpy().tolist())
print(tf.strings.ngrams(["a", "b", "c", "d"], 2, separator="_").numpy().tolist(), tf.strings.unsorted_segment_join(["a", "b", "c"], [1, 0, 1], 2).numpy().tolist(), tf.strings.format("x={}", tf.constant([1, 2])).numpy())
print((tf.constant("a") + tf.constant(["b", "c"])).numpy().tolist(), (s == "äöü,x").numpy(), tf.equal(["a"], ["b"]).numpy(), tf.unique(["b", "a", "b"])[1].numpy(), tf.gather(s, [2, 0]).numpy().tolist(), tf.reshape(s, (3, 1)).shape, tf.concat([s, ["z"]], 0).shape)
print(s, s.dtype, s[0], repr(s[:1]))
for f in (lambda: tf.strings.to_number("x"), lambda: tf.strings.substr("abc", 7, 1), lambda: tf.strings.lower(3), lambda: tf.strings.join([["a"], ["b", "c"]]), lambda: tf.strings.regex_replace("a", "(", "b")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).split("}} ")[-1][:100])
