package journal

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// segment is one file of the journal.
type segment struct {
	number    int
	path      string
	file      *os.File // while records are appended; nil once sealed
	bytes     int64
	records   int // not delivered yet
	delivered int // by this process
	damaged   bool
}

const (
	ending        = ".journal"
	damagedEnding = ".damaged"
)

// findSegments lists the files of a folder, oldest first.
func findSegments(dir string) ([]*segment, error) {
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var found []*segment
	for _, file := range files {
		name, ok := strings.CutSuffix(file.Name(), ending)
		number, err := strconv.Atoi(name)
		if ok && err == nil && number > 0 {
			found = append(found, &segment{number: number, path: filepath.Join(dir, file.Name())})
		}
	}
	slices.SortFunc(found, func(a, b *segment) int { return cmp.Compare(a.number, b.number) })
	return found, nil
}

// newSegment makes an empty file whose name is on the disk.
func newSegment(dir string, number int) (*segment, error) {
	path := filepath.Join(dir, fmt.Sprintf("%08d%s", number, ending))
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) //nolint:gosec // the operator names dir
	if err != nil {
		return nil, err
	}
	if err := syncFolder(dir); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &segment{number: number, path: path, file: file}, nil
}

func syncFolder(dir string) error {
	folder, err := os.Open(dir) //nolint:gosec // the operator names dir
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// write appends to the file and waits for the disk. After an error the caller seals the segment:
// what the file ends with is not known any more.
func (s *segment) write(frames []byte) error {
	n, err := s.file.Write(frames)
	if err == nil {
		err = s.file.Sync()
	}
	if err != nil {
		return errors.Join(err, s.file.Truncate(s.bytes))
	}
	s.bytes += int64(n)
	return nil
}

func (s *segment) seal() error {
	if s.file == nil {
		return nil
	}
	file := s.file
	s.file = nil
	return file.Close()
}

// setAside keeps what could not be read for whoever wants to look.
func (s *segment) setAside() error {
	return os.Rename(s.path, strings.TrimSuffix(s.path, ending)+damagedEnding)
}
