package program

// magic begins every image; its digit is the version of the format.
const magic = "VPROG2\n\x00"

// writer appends an image: numbers in tables little-endian and fixed, elsewhere as varints.
type writer struct{ dst []byte }

// Append appends the program's image to dst.
func (p *Program) Append(dst []byte) []byte {
	w := writer{append(dst, magic...)}
	t := &p.Tables
	for _, table := range [][]uint32{t.Keys, t.Entries, t.Atoms, t.Tests, t.Starts, t.Labels, t.First, t.Out, t.Outs, p.Gate} {
		w.table(table)
	}
	w.text(string(t.Text))
	w.number(uint64(t.Prefixes))
	w.number(uint64(t.Suffixes))
	w.number(uint64(t.Sets))
	w.number(uint64(len(p.Languages)))
	for i := range p.Languages {
		w.language(&p.Languages[i])
	}
	w.embargoes(&p.Embargoes)
	w.number(uint64(len(p.Quiet)))
	for _, q := range p.Quiet {
		w.signed(q.From)
		w.signed(q.Until)
	}
	w.texts(p.Texts)
	w.number(uint64(len(p.Domains)))
	for _, list := range p.Domains {
		w.texts(list)
	}
	w.number(uint64(len(p.Swaps)))
	for _, swap := range p.Swaps {
		w.number(uint64(swap.Set))
		w.texts(swap.With)
	}
	w.patterns(p)
	w.number(uint64(len(p.Rules)))
	for i := range p.Rules {
		w.rule(&p.Rules[i])
	}
	w.number(uint64(len(p.Conditions)))
	for i := range p.Conditions {
		w.condition(&p.Conditions[i])
	}
	return w.dst
}

func (w *writer) fixed(v uint32) {
	w.dst = append(w.dst, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
}

func (w *writer) table(values []uint32) {
	w.fixed(uint32(len(values)))
	for _, v := range values {
		w.fixed(v)
	}
}

func (w *writer) number(v uint64) {
	for v >= 0x80 {
		w.dst = append(w.dst, byte(v)|0x80)
		v >>= 7
	}
	w.dst = append(w.dst, byte(v))
}

// signed writes small negative numbers in few bytes (zigzag).
func (w *writer) signed(v int32) { w.number(uint64(uint32(v)<<1 ^ uint32(v>>31))) }

func (w *writer) text(s string) {
	w.number(uint64(len(s)))
	w.dst = append(w.dst, s...)
}

func (w *writer) flags(flags ...bool) {
	bits := uint64(0)
	for i, f := range flags {
		if f {
			bits |= 1 << i
		}
	}
	w.number(bits)
}

func (w *writer) list(values []uint32) {
	w.number(uint64(len(values)))
	for _, v := range values {
		w.number(uint64(v))
	}
}

func (w *writer) texts(list []string) {
	w.number(uint64(len(list)))
	for _, s := range list {
		w.text(s)
	}
}

func (w *writer) language(l *Language) {
	w.text(l.Tag)
	for _, set := range []uint32{l.Negators, l.Behind, l.Pseudo, l.Terminators, l.Answers} {
		w.number(uint64(set))
	}
}

func (w *writer) embargoes(e *Embargoes) {
	w.dst = append(w.dst, e.Key[:]...)
	w.number(e.Letters)
	w.number(uint64(len(e.Names)))
	for _, name := range e.Names {
		w.fixed(uint32(name.Hash))
		w.fixed(uint32(name.Hash >> 32))
		w.signed(name.Until)
	}
}

func (w *writer) rule(r *Rule) {
	for _, s := range []string{r.ID, r.Title, r.Message, r.Owner, r.SourceTitle, r.SourceURL, r.SourceChecked, r.SourceBy} {
		w.text(s)
	}
	w.number(uint64(r.Tongue))
	w.number(uint64(r.Severity))
	w.flags(r.Override, r.Always, r.Protect, r.Question, r.RequireFold, r.RequireNoTail, r.RequireClose)
	w.signed(r.From)
	w.signed(r.Until)
	w.number(uint64(r.Surfaces))
	w.list(r.When)
	w.list(r.Unless)
	w.signed(r.Find)
	w.number(uint64(r.Except))
	w.number(uint64(r.ExceptNear))
	w.signed(r.ExceptWithin)
	w.number(uint64(r.Require))
	w.number(uint64(r.RequireText))
	w.number(uint64(r.RequireLate))
	w.number(uint64(r.Escalated))
	w.signed(r.EscalateFrom)
	w.signed(r.EscalateIf)
	w.list(r.Silences)
	w.number(uint64(len(r.Fixes)))
	for _, f := range r.Fixes {
		w.text(f.Label)
		w.text(f.Text)
		w.number(uint64(f.Kind))
	}
}

func (w *writer) condition(c *Condition) {
	w.number(uint64(c.Op))
	w.number(uint64(c.Negated))
	w.number(uint64(c.Quoted))
	w.number(uint64(c.Set))
	w.number(uint64(c.Second))
	w.signed(c.Within)
	w.flags(c.Sentence, c.Ordered, c.FirstNames, c.SecondNames)
	w.number(uint64(c.Detector))
	w.number(uint64(c.Key))
	w.text(c.Value)
	w.number(uint64(c.Tongue))
	w.number(uint64(c.Of))
	w.signed(c.Over)
	w.signed(c.Under)
	w.number(uint64(c.Whose))
	w.list(c.Kids)
}
