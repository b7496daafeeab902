package program

import "vouch/shared/pattern"

// patterns writes the tables of all patterns, and the lists of them that conditions name.
func (w *writer) patterns(p *Program) {
	w.text(string(p.Patterns.Append(nil)))
	w.number(uint64(len(p.PatternLists)))
	for _, l := range p.PatternLists {
		w.number(uint64(len(l)))
		for _, id := range l {
			w.number(uint64(id))
		}
	}
}

func (r *reader) patterns(p *Program) {
	n := r.count(1)
	tables, err := pattern.Load(r.image[r.at : r.at+n])
	if err != nil {
		r.bad = true
		return
	}
	r.at += n
	p.Patterns = *tables
	p.PatternLists = make([]pattern.List, r.count(1))
	for i := range p.PatternLists {
		list := make(pattern.List, r.count(1))
		for j := range list {
			list[j] = pattern.ID(r.word())
		}
		p.PatternLists[i] = list
	}
}

// patternsHold proves that lists name patterns of the program.
func (p *Program) patternsHold() bool {
	for _, l := range p.PatternLists {
		for _, id := range l {
			if uint64(id) >= uint64(p.Patterns.Len()) {
				return false
			}
		}
	}
	return true
}
