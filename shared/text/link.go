package text

// linkPath looks whether the stroke here begins the path of an address ("acme.example/…").
// Words of a path name things, but are no speech: a rule's phrase is not looked for in them.
func (r *Reader) linkPath() {
	s := r.source[r.at:]
	if s[0] == '/' && r.open && r.word.Flags&dotted != 0 && len(s) > 1 && s[1] > ' ' {
		r.inLink = true
	}
}
