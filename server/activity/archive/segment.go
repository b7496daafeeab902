package archive

import (
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"vouch/server/activity"
)

// dayOf is when an entry was recorded: its ID begins with Unix ms.
func dayOf(e activity.Entry) activity.Day {
	before, _, _ := strings.Cut(e.ID, "-")
	ms, _ := strconv.ParseInt(before, 10, 64) // unreachable: the ID comes from Redis
	return activity.DayOf(time.UnixMilli(ms))
}

// segmentFile is a segment that is being written, under a name that no reader looks for.
type segmentFile struct {
	segment activity.Segment
	file    *os.File
	digest  hash.Hash
	out     *bufio.Writer
	packed  *gzip.Writer
	lines   *json.Encoder
}

func createSegment(folder string, day activity.Day) (*segmentFile, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	file, err := os.CreateTemp(folder, ".new-*") // made with mode 0600
	if err != nil {
		return nil, err
	}
	s := &segmentFile{file: file, digest: sha256.New()}
	s.segment.Day, s.segment.Until = day, map[string]string{}
	s.out = bufio.NewWriterSize(io.MultiWriter(file, s.digest), 1<<16)
	s.packed = gzip.NewWriter(s.out)
	s.lines = json.NewEncoder(s.packed)
	s.lines.SetEscapeHTML(false)
	return s, nil
}

func (s *segmentFile) write(e activity.Entry) error {
	for i := range e.Facts {
		line := recordOf(&e.Facts[i])
		line.Source, line.Entry = e.Source, e.ID
		if err := s.lines.Encode(&line); err != nil {
			return err
		}
	}
	s.segment.Until[e.Source] = e.ID
	s.segment.Entries++
	s.segment.Facts += int64(len(e.Facts))
	return nil
}

// finish flushes the file to the disk and gives it its name, which holds its digest: two servers
// that archive the same never write the same file.
func (s *segmentFile) finish(number int) (activity.Segment, error) {
	err := errors.Join(s.packed.Close(), s.out.Flush(), s.file.Sync())
	if err != nil {
		return activity.Segment{}, err
	}
	info, err := s.file.Stat()
	if err != nil {
		return activity.Segment{}, err
	}
	s.segment.Bytes = info.Size()
	s.segment.SHA256 = hex.EncodeToString(s.digest.Sum(nil))
	s.segment.File = fmt.Sprintf("%s.%d.%s.jsonl.gz", s.segment.Day, number, s.segment.SHA256[:12])
	folder := filepath.Dir(s.file.Name())
	if err := errors.Join(s.file.Close(), os.Rename(s.file.Name(), filepath.Join(folder, s.segment.File))); err != nil {
		return activity.Segment{}, err
	}
	return s.segment, syncFolder(folder)
}

// syncFolder makes a new name in a folder outlive a power cut.
func syncFolder(folder string) error {
	opened, err := os.Open(folder) //nolint:gosec // the operator names the folder
	if err != nil {
		return err
	}
	return errors.Join(opened.Sync(), opened.Close())
}

// abandon removes what was written; after finish there is nothing to remove.
func (s *segmentFile) abandon() {
	_ = s.file.Close()
	_ = os.Remove(s.file.Name())
}
