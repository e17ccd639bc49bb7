package callbacks

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// CSVLogger writes the logs of epochs to a file.
type CSVLogger struct {
	Filename  string `arg:"filename" doc:"name of the file"`
	Separator string `arg:"separator" default:"','" doc:"character between the columns"`
	Append    bool   `arg:"append" default:"False" doc:"whether to go on with the file if it is there"`
	model.CallbackBase

	Header bool   `attr:"append_header"` // whether to begin with the names of the columns
	Comma  string `attr:"sep"`
	Keys   any    `attr:"keys"`

	file *os.File
	out  *csv.Writer
	keys []string
}

// CSVLoggerClass declares CSVLogger.
var CSVLoggerClass = declare(&model.Class{
	Name: "CSVLogger",
	Doc:  "Writes the logs of each epoch as a line of a CSV file. Columns of validation stay NA without validation data.",
	Example: `>>> cb = keras.callbacks.CSVLogger("log.csv", append=True)
>>> cb.append
True`,
	New: func() any { return new(CSVLogger) },
})

// Init implements [model.Initer].
func (l *CSVLogger) Init(st *model.State) {
	l.Header, l.Comma = true, l.Separator
	st.CheckFiles()
}

// OnTrainBegin implements [model.Callback].
func (l *CSVLogger) OnTrainBegin(c *model.Context, logs *model.Map) {
	mode := os.O_CREATE | os.O_WRONLY | os.O_TRUNC
	if l.Append {
		mode = os.O_CREATE | os.O_WRONLY | os.O_APPEND
		l.Header = !hasLine(l.Filename)
	}
	f, err := os.OpenFile(l.Filename, mode, 0o666)
	if err != nil {
		tensor.Throwf("NotFoundError", "%s; No such file or directory", l.Filename)
	}
	l.file = f
}

// hasLine reports whether a file has a first line.
func hasLine(name string) bool {
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	line, _ := bufio.NewReader(f).ReadString('\n')
	return line != ""
}

// OnEpochEnd implements [model.Callback].
func (l *CSVLogger) OnEpochEnd(c *model.Context, epoch int, logs *model.Map) {
	if l.file == nil {
		return
	}
	if l.keys == nil {
		l.keys = columns(logs)
		names := []any{}
		for _, k := range l.keys {
			names = append(names, k)
		}
		l.Keys = names
	}
	if l.out == nil {
		l.out = csv.NewWriter(l.file)
		l.out.UseCRLF = true
		l.out.Comma = []rune(l.Separator + ",")[0]
		if l.Header {
			l.write(append([]string{"epoch"}, l.keys...))
		}
	}
	row := []string{fmt.Sprint(epoch)}
	for _, k := range l.keys {
		row = append(row, cell(logs, k))
	}
	l.write(row)
}

func (l *CSVLogger) write(row []string) {
	err := l.out.Write(row)
	l.out.Flush()
	if err == nil {
		err = l.out.Error()
	}
	if err != nil {
		tensor.Throwf("OSError", "%v", err)
	}
}

// columns is the sorted names of the logs. Where none is of validation, columns
// for later validations follow.
func columns(logs *model.Map) []string {
	keys := slices.Clone(logs.Keys)
	sort.Strings(keys)
	if slices.ContainsFunc(keys, func(k string) bool { return strings.HasPrefix(k, "val_") }) {
		return keys
	}
	for _, k := range slices.Clone(keys) {
		keys = append(keys, "val_"+k)
	}
	return keys
}

func cell(logs *model.Map, key string) string {
	if !logs.Has(key) {
		return "NA"
	}
	switch v := logs.Get(key).(type) {
	case float64:
		return repr(v)
	case string:
		return v
	case *tensor.Array:
		if v.Rank() == 0 {
			return v.ScalarString(0)
		}
		var parts []string
		for i := range v.Size() {
			parts = append(parts, v.ScalarString(i))
		}
		return "\"[" + strings.Join(parts, ", ") + "]\""
	default:
		return model.Describe(v)
	}
}

// OnTrainEnd implements [model.Callback].
func (l *CSVLogger) OnTrainEnd(c *model.Context, logs *model.Map) {
	if l.file != nil {
		if err := l.file.Close(); err != nil {
			tensor.Throwf("OSError", "%v", err)
		}
	}
	l.file, l.out = nil, nil
}
