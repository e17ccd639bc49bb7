package plain

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// Replace writes a file so that a reader, or a crash, sees either the old
// content or the whole new one: write fills a temporary file in the same
// folder, which is synced and then takes path's place.
func Replace(path string, write func(io.Writer) error) (err error) {
	// A link stays a link: its target is what is replaced.
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	mode := fs.FileMode(0o666)
	if info, err := os.Stat(path); err == nil {
		if info.IsDir() {
			return FileError(syscall.EISDIR, path)
		}
		if !info.Mode().IsRegular() {
			return writeInto(path, write)
		}
		mode = info.Mode().Perm()
	}
	f, err := create(path, mode)
	if err != nil {
		return FileError(err, path)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
			err = FileError(err, path)
		}
	}()
	buf := bufio.NewWriterSize(f, piece)
	if err = write(buf); err != nil {
		return err
	}
	if err = buf.Flush(); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// writeInto writes to what is no file on a disk, such as a terminal or a pipe.
func writeInto(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return FileError(err, path)
	}
	return FileError(errors.Join(write(f), f.Close()), path)
}

// create makes the temporary file beside path. Unlike os.CreateTemp it leaves
// the permissions to the umask, as for any file that a user saves.
func create(path string, mode fs.FileMode) (*os.File, error) {
	dir, base := filepath.Split(path)
	for i := 0; ; i++ {
		name := filepath.Join(dir, fmt.Sprintf(".%s.%d-%d.tmp", base, os.Getpid(), i))
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
		if err == nil || !errors.Is(err, fs.ErrExist) || i > 9999 {
			return f, err
		}
	}
}

// FileError gives an error of the operating system its Python class and
// message; errors that have a class already pass through.
func FileError(err error, path string) error {
	var known *Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	class := "OSError"
	var errno syscall.Errno
	if !errors.As(err, &errno) {
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
			return &Error{Class: class, Msg: fmt.Sprintf("unexpected end of file: '%s'", path), Err: err}
		}
		return &Error{Class: class, Msg: err.Error(), Err: err}
	}
	text := errno.Error()
	switch errno {
	case syscall.ENOENT:
		class, text = "FileNotFoundError", "No such file or directory"
	case syscall.EACCES, syscall.EPERM:
		class = "PermissionError"
	case syscall.EISDIR:
		class = "IsADirectoryError"
	case syscall.ENOTDIR:
		class = "NotADirectoryError"
	case syscall.EEXIST:
		class = "FileExistsError"
	}
	if text != "" && text[0] >= 'a' && text[0] <= 'z' {
		text = string(text[0]-'a'+'A') + text[1:]
	}
	return &Error{Class: class, Msg: fmt.Sprintf("[Errno %d] %s: '%s'", int(errno), text, path), Err: err}
}
