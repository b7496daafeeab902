package activity

import (
	"encoding/binary"
	"errors"

	"vouch/server/kv"
	"vouch/server/tracing"
)

// batch is what leaves together; parts are by workspace, nearly always one.
type batch struct {
	parts   []*part
	clicks  int
	longest int // bytes of the longest part
	traced  tracing.Carried
	stored  chan struct{} // closed when every part is stored or failed
}

// part is the stream entry of one workspace; err is set before the batch's stored is closed.
type part struct {
	ws     kv.Workspace
	source string
	id     string // in the stream; the same however often the part is sent
	packed []byte
	clicks int
	err    error
}

// A batch is full when it has maxBatch clicks, or a part of it is as long as an entry may be:
// Redis copies an entry in one go, and the journal takes records of 1 MiB.
const (
	maxBatch = 512
	maxEntry = 64 << 10
)

func (b *batch) full() bool {
	return b.clicks == maxBatch || b.longest >= maxEntry
}

func (b *batch) add(ws kv.Workspace, click *Click) *part {
	b.clicks++
	p := b.part(ws)
	p.clicks++
	p.packed = appendFact(p.packed, &Fact{
		Kind: Clicked, At: click.At, Advocate: click.Advocate, Team: click.Team, Story: click.Story,
		Code: click.Code, Class: click.Class, Reason: click.Reason, Visitor: click.Visitor,
		Country: click.Country, Device: click.Device,
	})
	b.longest = max(b.longest, len(p.packed))
	return p
}

func (b *batch) bytes() (n int) {
	for _, p := range b.parts {
		n += len(p.packed)
	}
	return n
}

func (b *batch) part(ws kv.Workspace) *part {
	for _, p := range b.parts {
		if p.ws == ws {
			return p
		}
	}
	p := &part{ws: ws, packed: append(make([]byte, 0, 4096), packedVersion)}
	b.parts = append(b.parts, p)
	return p
}

// failed are the parts that are not stored for certain.
func (b *batch) failed() (failed []*part) {
	for _, p := range b.parts {
		if p.err != nil {
			failed = append(failed, p)
		}
	}
	return failed
}

// A part in the journal: a version byte; source, workspace and ID, each a length (uvarint) and its
// bytes; then the entry as the stream holds it.
const spilledVersion = 1

var errSpilled = errors.New("activity: a record of the journal is of another version of this program")

func (p *part) record() []byte {
	record := []byte{spilledVersion}
	for _, s := range [...]string{p.source, string(p.ws), p.id} {
		record = binary.AppendUvarint(record, uint64(len(s)))
		record = append(record, s...)
	}
	return append(record, p.packed...)
}

func readSpilled(record []byte) (*part, error) {
	r := reader{rest: string(record), strings: 3}
	version := r.byte()
	p := &part{source: r.string(), ws: kv.Workspace(r.string()), id: r.string()}
	p.packed = []byte(r.rest)
	if r.failed || version != spilledVersion || p.id == "" || len(p.packed) == 0 {
		return nil, errSpilled
	}
	return p, nil
}
