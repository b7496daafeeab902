package program

import (
	"errors"

	"vouch/shared/detect"
)

// ErrImage refuses bytes that are not a well-formed image.
var ErrImage = errors.New("not a rule program that this version can read")

// reader takes an image apart. After the first fault it returns zeros and stays bad.
type reader struct {
	image []byte
	at    int
	bad   bool
}

// Load reads an image. The tables are copied in bulk; nothing of them is decoded word by word.
func Load(image []byte) (*Program, error) {
	r := reader{image: image}
	if len(image) < len(magic) || string(image[:len(magic)]) != magic {
		return nil, ErrImage
	}
	r.at = len(magic)
	p := &Program{}
	t := &p.Tables
	for _, table := range []*[]uint32{&t.Keys, &t.Entries, &t.Atoms, &t.Tests, &t.Starts, &t.Labels, &t.First, &t.Out, &t.Outs, &p.Gate} {
		*table = r.table()
	}
	t.Text = []byte(r.text())
	t.Prefixes, t.Suffixes, t.Sets = r.word(), r.word(), r.word()
	r.vocabulary(p)
	r.patterns(p)
	p.Rules = make([]Rule, r.count(minRule))
	for i := range p.Rules {
		r.rule(&p.Rules[i])
	}
	p.Conditions = make([]Condition, r.count(minCondition))
	for i := range p.Conditions {
		r.condition(&p.Conditions[i])
	}
	if r.bad || r.at != len(image) || p.Validate() != nil {
		return nil, ErrImage
	}
	return p, nil
}

// A record has at least so many bytes: what bounds the memory that a forged count asks for.
const (
	minRule      = 26
	minCondition = 16
	minFix       = 3
	minLanguage  = 6
	minName      = 9
	minPeriod    = 2
	minSwap      = 2
)

func (r *reader) fixed() uint32 {
	if len(r.image)-r.at < 4 {
		r.bad = true
		return 0
	}
	b := r.image[r.at:]
	r.at += 4
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

func (r *reader) table() []uint32 {
	n := int(r.fixed())
	if n < 0 || n > (len(r.image)-r.at)/4 {
		r.bad = true
		return nil
	}
	table := make([]uint32, n)
	b := r.image[r.at : r.at+4*n]
	r.at += 4 * n
	for i := range table {
		table[i] = uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
		b = b[4:]
	}
	return table
}

func (r *reader) number() uint64 {
	v := uint64(0)
	for shift := 0; shift < 64; shift += 7 {
		if r.at >= len(r.image) {
			break
		}
		c := r.image[r.at]
		r.at++
		v |= uint64(c&0x7F) << shift
		if c < 0x80 {
			return v
		}
	}
	r.bad = true
	return 0
}

// word is a number of 32 bits.
func (r *reader) word() uint32 {
	v := r.number()
	if v > 1<<32-1 {
		r.bad = true
		return 0
	}
	return uint32(v)
}

// small is a number below limit.
func (r *reader) small(limit uint8) uint8 {
	v := r.number()
	if v >= uint64(limit) {
		r.bad = true
		return 0
	}
	return uint8(v)
}

func (r *reader) signed() int32 {
	v := r.word()
	return int32(v>>1) ^ -int32(v&1)
}

// count is how many records follow that are at least size bytes each.
func (r *reader) count(size int) int {
	n := r.number()
	if n > uint64((len(r.image)-r.at)/size) {
		r.bad = true
		return 0
	}
	return int(n)
}

func (r *reader) text() string {
	n := r.count(1)
	s := string(r.image[r.at : r.at+n])
	r.at += n
	return s
}

func (r *reader) flags(flags ...*bool) {
	bits := r.number()
	for i, f := range flags {
		*f = bits>>i&1 != 0
	}
	if bits>>len(flags) != 0 {
		r.bad = true
	}
}

func (r *reader) list() []uint32 {
	list := make([]uint32, r.count(1))
	for i := range list {
		list[i] = r.word()
	}
	return list
}

// vocabulary reads what stands between the phrase tables and the rules.
func (r *reader) vocabulary(p *Program) {
	p.Languages = make([]Language, r.count(minLanguage))
	for i := range p.Languages {
		l := &p.Languages[i]
		l.Tag = r.text()
		for _, set := range []*uint32{&l.Negators, &l.Behind, &l.Pseudo, &l.Terminators, &l.Answers} {
			*set = r.word()
		}
	}
	r.embargoes(&p.Embargoes)
	p.Quiet = make([]Period, r.count(minPeriod))
	for i := range p.Quiet {
		p.Quiet[i] = Period{r.signed(), r.signed()}
	}
	p.Texts = r.texts()
	p.Domains = make([][]string, r.count(1))
	for i := range p.Domains {
		p.Domains[i] = r.texts()
	}
	p.Swaps = make([]Swap, r.count(minSwap))
	for i := range p.Swaps {
		p.Swaps[i] = Swap{r.word(), r.texts()}
	}
}

func (r *reader) embargoes(to *Embargoes) {
	for i := 0; i < len(to.Key); i += 4 {
		v := r.fixed()
		to.Key[i], to.Key[i+1], to.Key[i+2], to.Key[i+3] = byte(v), byte(v>>8), byte(v>>16), byte(v>>24)
	}
	to.Letters = r.number()
	to.Names = make([]Embargoed, r.count(minName))
	for i := range to.Names {
		low, high := r.fixed(), r.fixed()
		to.Names[i] = Embargoed{Hash: uint64(high)<<32 | uint64(low), Until: r.signed()}
	}
}

func (r *reader) texts() []string {
	list := make([]string, r.count(1))
	for i := range list {
		list[i] = r.text()
	}
	return list
}

func (r *reader) rule(to *Rule) {
	for _, s := range []*string{&to.ID, &to.Title, &to.Message, &to.Owner, &to.SourceTitle, &to.SourceURL, &to.SourceChecked, &to.SourceBy} {
		*s = r.text()
	}
	to.Tongue = Tongue(r.small(maxLanguages + 1))
	to.Severity = r.small(5)
	r.flags(&to.Override, &to.Always, &to.Protect, &to.Question, &to.RequireFold, &to.RequireNoTail, &to.RequireClose)
	to.From, to.Until = r.signed(), r.signed()
	to.Surfaces = r.word()
	to.When, to.Unless = r.list(), r.list()
	to.Find = r.signed()
	to.Except, to.ExceptNear, to.ExceptWithin = r.word(), r.word(), r.signed()
	to.Require, to.RequireText = r.word(), r.word()
	to.RequireLate = Late(r.small(uint8(LateIgnore) + 1))
	to.Escalated, to.EscalateFrom, to.EscalateIf = r.small(5), r.signed(), r.signed()
	to.Silences = r.list()
	to.Fixes = make([]Fix, r.count(minFix))
	for i := range to.Fixes {
		f := &to.Fixes[i]
		f.Label, f.Text = r.text(), r.text()
		f.Kind = FixKind(r.small(uint8(MoveTop) + 1))
	}
}

func (r *reader) condition(to *Condition) {
	to.Op = Op(r.small(ops))
	to.Negated, to.Quoted = Mode(r.small(uint8(Only)+1)), Mode(r.small(uint8(Only)+1))
	to.Set, to.Second = r.word(), r.word()
	to.Within = r.signed()
	r.flags(&to.Sentence, &to.Ordered, &to.FirstNames, &to.SecondNames)
	to.Detector = detect.Kind(r.small(uint8(detect.Kinds)))
	to.Key = Key(r.small(uint8(keys)))
	to.Value = r.text()
	to.Tongue = Tongue(r.small(maxLanguages + 1))
	to.Of = Countable(r.small(uint8(countables)))
	to.Over, to.Under = r.signed(), r.signed()
	to.Whose = Whose(r.small(uint8(NotToDomains) + 1))
	to.Kids = r.list()
}
