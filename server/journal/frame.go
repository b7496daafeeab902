package journal

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"slices"
)

// A frame is a record on the disk: its length and a checksum (CRC-32C of the length and the
// bytes), four bytes each, little endian, and the bytes. There are no empty records, so a disk
// that gives zeroes for what it lost gives no frame.
const headBytes = 8

// longest bounds what a reader believes and what a writer takes: sixteen times the largest batch.
const longest = 1 << 20

var errRecord = errors.New("journal: a record must have 1 to 1,048,576 bytes")

// frame puts records one after the other.
func frame(records [][]byte) ([]byte, error) {
	var frames []byte
	for _, record := range records {
		if len(record) == 0 || len(record) > longest {
			return nil, errRecord
		}
		frames = slices.Grow(frames, headBytes+len(record))
		length := binary.LittleEndian.AppendUint32(nil, uint32(len(record))) //nolint:gosec // at most longest
		frames = append(frames, length...)
		frames = binary.LittleEndian.AppendUint32(frames, checksum(length, record))
		frames = append(frames, record...)
	}
	return frames, nil
}

// next takes one record off the front of content; ok is false when there is no whole one.
func next(content []byte) (record, rest []byte, ok bool) {
	if len(content) < headBytes {
		return nil, content, false
	}
	length := int64(binary.LittleEndian.Uint32(content))
	if length == 0 || length > longest || length > int64(len(content)-headBytes) {
		return nil, content, false
	}
	record = content[headBytes : headBytes+length]
	if binary.LittleEndian.Uint32(content[4:]) != checksum(content[:4], record) {
		return nil, content, false
	}
	return record, content[headBytes+length:], true
}

// readAll gives the records up to the first bytes that are no record, and those bytes.
func readAll(content []byte) (records [][]byte, left []byte) {
	for {
		record, rest, ok := next(content)
		if !ok {
			return records, rest
		}
		records, content = append(records, record), rest
	}
}

// isTorn tells the end of a record that was being written when the program died, which nobody
// relied on, from damage: its length says more than there is, or all that is there are zeroes.
func isTorn(left []byte) bool {
	if len(left) < headBytes || !slices.ContainsFunc(left, func(b byte) bool { return b != 0 }) {
		return true
	}
	length := int64(binary.LittleEndian.Uint32(left))
	return length > 0 && length <= longest && length > int64(len(left)-headBytes)
}

func checksum(length, record []byte) uint32 {
	table := crc32.MakeTable(crc32.Castagnoli)
	return crc32.Update(crc32.Checksum(length, table), table, record)
}
