package keras

import (
	"os"
	"path/filepath"
	"strings"

	"kerash/interp/object"
	"kerash/model/datasets"
)

// getFile is keras.utils.get_file for files that are in the cache already.
func getFile(th *object.Thread, a *object.Bound) (object.Value, error) {
	checkFiles(th)
	origin := a.StrOr("origin", "")
	if origin == "" {
		return nil, object.ValueErrorf("Please specify the \"origin\" argument (URL of the file to download).")
	}
	name := a.StrOr("fname", "")
	if name == "" {
		name = filepath.Base(strings.TrimRight(origin, "/"))
	}
	root := filepath.Dir(datasets.Folder())
	if a.Has("cache_dir") {
		root = a.Str("cache_dir")
	}
	path := filepath.Join(root, a.Str("cache_subdir"), name)
	if filepath.IsAbs(name) {
		path = name
	}
	if _, err := os.Stat(path); err != nil {
		return nil, notDownloaded(origin, path)
	}
	return path, nil
}

// notDownloaded is the error for a file that Keras would fetch now.
func notDownloaded(url, path string) *object.Raised {
	return object.Errorf(object.ExceptionClass, "URL fetch failure on %s: None -- kerash works offline and downloads nothing", url).
		WithHint("put the file at %s", path)
}
