package plain

import (
	"os"
	"path/filepath"
	"sync"
)

// mapping is a file that is part of the memory. It stays that to the end of
// the program, as nobody knows which views of it are still in use.
type mapping struct {
	file os.FileInfo
	mem  []byte
}

var mappings = struct {
	sync.Mutex
	of map[mappingKey]mapping
}{of: map[mappingKey]mapping{}}

type mappingKey struct {
	path   string
	shared bool
}

// Map is the first size bytes of an open file as part of the memory: what is
// written to them is written to the file when shared. Mapping the same file
// again gives the same bytes. It fails on systems without that.
func Map(f *os.File, size int, shared bool) ([]byte, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	path, err := filepath.Abs(f.Name())
	if err != nil {
		return nil, err
	}
	mappings.Lock()
	defer mappings.Unlock()
	key := mappingKey{path, shared}
	if m, ok := mappings.of[key]; ok && os.SameFile(m.file, info) && len(m.mem) >= size && info.Size() >= int64(len(m.mem)) {
		return m.mem[:size], nil
	}
	mem, err := mapped(f, size, shared)
	if err != nil {
		return nil, err
	}
	mappings.of[key] = mapping{info, mem}
	return mem, nil
}
