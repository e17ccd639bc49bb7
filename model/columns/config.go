package columns

import (
	"kerash/model"
	"kerash/tensor"
)

// Config is a column as the config of a layer holds it: its class and fields,
// with those of the columns that it is made of.
func Config(st *model.State, c Column) *model.Map {
	m := model.NewMap()
	for _, f := range c.Fields() {
		m.Set(f.Name, configValue(st, f.Value))
	}
	return model.NewMap().Set("class_name", c.Kind()).Set("config", m)
}

func configValue(st *model.State, v any) any {
	switch v := v.(type) {
	case Column:
		return Config(st, v)
	case tensor.DType:
		return v.String()
	case model.Tup:
		out := make(model.Tup, len(v))
		for i, x := range v {
			out[i] = configValue(st, x)
		}
		return out
	case model.Callable:
		return v.FuncName()
	case model.Initializer:
		full, ok := model.Serialize(st, v).(*model.Map)
		if !ok {
			return nil
		}
		return model.NewMap().Set("class_name", full.Get("class_name")).Set("config", full.Get("config"))
	}
	return v
}

// FromConfig makes the column of a config.
func FromConfig(st *model.State, x any) Column {
	m, ok := x.(*model.Map)
	name, named := m.Get("class_name").(string)
	cfg, has := m.Get("config").(*model.Map)
	if !ok || !named || !has {
		tensor.Throwf("ValueError", "Improper config format: %s", model.Describe(x))
	}
	r := &reader{st, cfg}
	c := r.column(name)
	if c == nil {
		tensor.Throwf("ValueError", "Unknown feature_column_v2: %s", name)
	}
	return c
}

// reader reads the fields of a column's config.
type reader struct {
	st  *model.State
	cfg *model.Map
}

func (r *reader) column(kind string) Column {
	switch kind {
	case "NumericColumn", "SequenceNumericColumn":
		return &Numeric{Key: r.text("key"), Shape: model.ShapeOf(r.cfg.Get("shape")), Default: r.cfg.Get("default_value"), DType: r.dtype(),
			Normalizer: r.function("normalizer_fn"), Sequence: kind != "NumericColumn"}
	case "BucketizedColumn":
		source, _ := FromConfig(r.st, r.cfg.Get("source_column")).(*Numeric)
		return &Bucketized{Source: source, Boundaries: r.list("boundaries")}
	case "HashedCategoricalColumn":
		return &Hashed{Key: r.text("key"), Buckets: r.number("hash_bucket_size"), DType: r.dtype()}
	case "IdentityCategoricalColumn":
		return &Identity{Key: r.text("key"), Buckets: r.number("number_buckets"), Default: r.numberOrNone("default_value")}
	case "VocabularyListCategoricalColumn":
		return &Vocabulary{Key: r.text("key"), List: r.list("vocabulary_list"), DType: r.dtype(), Default: r.number("default_value"), OOV: r.number("num_oov_buckets")}
	case "VocabularyFileCategoricalColumn":
		return &Vocabulary{Key: r.text("key"), File: r.text("vocabulary_file"), Size: r.number("vocabulary_size"), OOV: r.number("num_oov_buckets"),
			DType: r.dtype(), Default: r.number("default_value"), Format: r.cfg.Get("file_format")}
	case "WeightedCategoricalColumn":
		return &Weighted{Of: r.categorical(), Key: r.text("weight_feature_key"), DType: r.dtype()}
	case "SequenceCategoricalColumn":
		return &Sequence{r.categorical()}
	case "CrossedColumn":
		c := &Crossed{Buckets: r.number("hash_bucket_size"), HashKey: r.cfg.Get("hash_key")}
		for _, k := range r.list("keys") {
			if _, nested := k.(*model.Map); nested {
				k = FromConfig(r.st, k)
			}
			c.Keys = append(c.Keys, k)
		}
		return c
	case "IndicatorColumn":
		return &Indicator{r.categorical()}
	case "EmbeddingColumn":
		return r.embedding()
	}
	return nil
}

func (r *reader) embedding() Column {
	e := &Embedding{Of: r.categorical(), Dimension: r.number("dimension"), Combiner: r.text("combiner"), Checkpoint: r.cfg.Get("ckpt_to_load_from"),
		TensorName: r.cfg.Get("tensor_name_in_ckpt"), MaxNorm: r.cfg.Get("max_norm"), Trainable: r.cfg.Get("trainable") != false,
		Safe: r.cfg.Get("use_safe_embedding_lookup") != false}
	init := r.cfg.Get("initializer")
	m, ok := init.(*model.Map)
	if c, _ := m.Get("config").(*model.Map); ok && m.Get("class_name") == "TruncatedNormal" && c.Has("dtype") {
		init = model.Find(model.KindOpInitializer, "TruncatedNormal").FromConfig(r.st, c)
	}
	e.Initializer, _ = model.Resolve(r.st, model.KindInitializer, init).(model.Initializer)
	return e
}

func (r *reader) text(name string) string {
	s, _ := r.cfg.Get(name).(string)
	return s
}

func (r *reader) number(name string) int {
	n, _ := model.AsInt(r.cfg.Get(name))
	return n
}

func (r *reader) numberOrNone(name string) *int {
	if n, ok := model.AsInt(r.cfg.Get(name)); ok && r.cfg.Get(name) != nil {
		return &n
	}
	return nil
}

func (r *reader) list(name string) []any {
	items, _ := model.Sequence(r.cfg.Get(name))
	return items
}

func (r *reader) dtype() tensor.DType {
	dt, _ := tensor.ParseDType(r.text("dtype"))
	return dt
}

func (r *reader) categorical() Categorical {
	c := FromConfig(r.st, r.cfg.Get("categorical_column"))
	of, ok := c.(Categorical)
	if !ok {
		tensor.Throwf("ValueError", "Unsupported input type. Input must be a CategoricalColumn. Given: %s", Text(c))
	}
	return of
}

// function is a function of the user's that a config names.
func (r *reader) function(name string) model.Callable {
	if r.cfg.Get(name) == nil {
		return nil
	}
	f, ok := r.st.Custom[r.text(name)].(model.Callable)
	if !ok {
		tensor.Throwf("ValueError", "Unknown object: %s", r.text(name))
	}
	return f
}
