package columns

import (
	"errors"
	"io"
	"os"
	"strings"

	"kerash/model"
	"kerash/model/format/record"
	"kerash/tensor"
)

// GzipFormat is the format of vocabularies that are records, compressed.
const GzipFormat = "tfrecord_gzip"

// ReadVocabulary reads the tokens of a file: one on each line, or one in each
// record. It throws NotFoundError when it cannot.
func ReadVocabulary(st *model.State, path string, format any) []string {
	st.CheckFiles()
	if format == GzipFormat {
		words, err := readRecords(path)
		tensor.Check(err)
		return words
	}
	text, err := os.ReadFile(path)
	if err != nil {
		tensor.Throwf("NotFoundError", "%s; No such file or directory", path)
	}
	if len(text) == 0 {
		return nil
	}
	return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
}

func readRecords(path string) ([]string, error) {
	r, err := record.Open(path, record.GZIP)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var words []string
	for {
		b, err := r.Next()
		if errors.Is(err, io.EOF) {
			return words, nil
		}
		if err != nil {
			return nil, err
		}
		words = append(words, string(b))
	}
}
