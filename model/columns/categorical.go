package columns

import (
	"strconv"

	"kerash/model"
	"kerash/tensor"
)

// Hashed numbers strings or integers by a hash.
type Hashed struct {
	Key     string
	Buckets int
	DType   tensor.DType
}

// Kind implements [Column].
func (h *Hashed) Kind() string { return "HashedCategoricalColumn" }

// Name implements [Column].
func (h *Hashed) Name() string { return h.Key }

// Fields implements [Column].
func (h *Hashed) Fields() []Field {
	return []Field{{"key", h.Key}, {"hash_bucket_size", h.Buckets}, {"dtype", h.DType}}
}

// Features implements [Column].
func (h *Hashed) Features() []Feature { return []Feature{{Key: h.Key, DType: h.DType}} }

// Parents implements [Column].
func (h *Hashed) Parents() []any { return []any{h.Key} }

// NumBuckets implements [Categorical].
func (h *Hashed) NumBuckets() int { return h.Buckets }

// IDs implements [Categorical].
func (h *Hashed) IDs(b *Batch) IDs {
	x, present := b.values(h.Key)
	checkKind(h.Key, h.DType, x.DType())
	if x.DType() != tensor.String {
		x = b.AsString(x, -1, false, false, -1, "")
	}
	return IDs{ID: b.HashBucketFast(x, int64(h.Buckets)), Present: present}
}

// Identity takes integers as the categories that they are.
type Identity struct {
	Key     string
	Buckets int
	Default *int // of integers out of range
}

// Kind implements [Column].
func (c *Identity) Kind() string { return "IdentityCategoricalColumn" }

// Name implements [Column].
func (c *Identity) Name() string { return c.Key }

// Fields implements [Column].
func (c *Identity) Fields() []Field {
	var other any
	if c.Default != nil {
		other = *c.Default
	}
	return []Field{{"key", c.Key}, {"number_buckets", c.Buckets}, {"default_value", other}}
}

// Features implements [Column].
func (c *Identity) Features() []Feature { return []Feature{{Key: c.Key, DType: tensor.Int64}} }

// Parents implements [Column].
func (c *Identity) Parents() []any { return []any{c.Key} }

// NumBuckets implements [Categorical].
func (c *Identity) NumBuckets() int { return c.Buckets }

// IDs implements [Categorical].
func (c *Identity) IDs(b *Batch) IDs {
	x, present := b.values(c.Key)
	if !x.DType().IsInteger() {
		tensor.Throwf("ValueError", "Invalid input, not integer. key: %s dtype: %s", c.Key, dtypeText(x.DType()))
	}
	x = b.Cast(x, tensor.Int64)
	if c.Default != nil {
		outside := b.LogicalOr(b.Less(x, tensor.Full(tensor.Int64, 0)), b.GreaterEqual(x, tensor.Full(tensor.Int64, float64(c.Buckets))))
		x = b.Select(outside, tensor.Full(tensor.Int64, float64(*c.Default)), x)
	}
	return IDs{ID: x, Present: present}
}

// Vocabulary numbers strings or integers by their place in a list, or in the
// lines of a file.
type Vocabulary struct {
	Key     string
	DType   tensor.DType
	Default int // of values that are not in the list
	OOV     int // number of further categories, by a hash, for such values

	List []any // strings or integers
	// File is where the list is read from, empty for a list that was given;
	// Format is its format, nil for lines of text. Size of its tokens count.
	File   string
	Format any
	Size   int

	ids map[string]int64
}

// Kind implements [Column].
func (v *Vocabulary) Kind() string {
	if v.File != "" {
		return "VocabularyFileCategoricalColumn"
	}
	return "VocabularyListCategoricalColumn"
}

// Name implements [Column].
func (v *Vocabulary) Name() string { return v.Key }

// Fields implements [Column].
func (v *Vocabulary) Fields() []Field {
	if v.File != "" {
		return []Field{{"key", v.Key}, {"vocabulary_file", v.File}, {"vocabulary_size", v.Size}, {"num_oov_buckets", v.OOV},
			{"dtype", v.DType}, {"default_value", v.Default}, {"file_format", v.Format}}
	}
	return []Field{{"key", v.Key}, {"vocabulary_list", model.Tup(v.List)}, {"dtype", v.DType}, {"default_value", v.Default}, {"num_oov_buckets", v.OOV}}
}

// Features implements [Column].
func (v *Vocabulary) Features() []Feature { return []Feature{{Key: v.Key, DType: v.DType}} }

// Parents implements [Column].
func (v *Vocabulary) Parents() []any { return []any{v.Key} }

// size is the number of known values.
func (v *Vocabulary) size() int {
	if v.File != "" {
		return v.Size
	}
	return len(v.List)
}

// NumBuckets implements [Categorical].
func (v *Vocabulary) NumBuckets() int { return v.size() + v.OOV }

// table is the places of the known values, as texts.
func (v *Vocabulary) table(st *model.State) map[string]int64 {
	if v.ids == nil {
		v.ids = map[string]int64{}
		for i, word := range v.words(st) {
			v.ids[word] = int64(i)
		}
	}
	return v.ids
}

// words is the known values as texts.
func (v *Vocabulary) words(st *model.State) []string {
	if v.File != "" {
		words := ReadVocabulary(st, v.File, v.Format)
		if len(words) < v.Size {
			tensor.Throwf("InvalidArgumentError", "Invalid vocab_size in %s: expected %d but got %d", v.File, v.Size, len(words))
		}
		return words[:v.Size]
	}
	words := make([]string, len(v.List))
	for i, x := range v.List {
		s, ok := x.(string)
		if n, isInt := model.AsInt(x); !ok && isInt {
			s = strconv.Itoa(n)
		}
		words[i] = s
	}
	return words
}

// IDs implements [Categorical].
func (v *Vocabulary) IDs(b *Batch) IDs {
	x, present := b.values(v.Key)
	checkKind(v.Key, v.DType, x.DType())
	table, n := v.table(b.State), int64(v.size())
	id := b.mapped(x, func(in *tensor.Array, i int) int64 {
		var s string
		if in.DType() == tensor.String {
			s = in.Str(i)
		} else {
			s = strconv.FormatInt(int64(in.Int(i)), 10)
		}
		if id, ok := table[s]; ok {
			return id
		}
		if v.OOV > 0 {
			return n + int64(tensor.Fingerprint64(s)%uint64(v.OOV))
		}
		return int64(v.Default)
	})
	return IDs{ID: id, Present: present}
}
