package text

// linkSign looks whether the character here makes the word before it part of an address. Words
// of an address name things, but a phrase of a rule is not looked for in them.
func (r *Reader) linkSign() {
	if !r.open || r.inLink {
		return
	}
	s := r.source[r.at:]
	switch s[0] {
	case ':':
		if len(s) > 2 && s[1] == '/' && s[2] == '/' {
			r.enterLink()
		}
	case '/':
		if r.word.Flags&dotted != 0 && len(s) > 1 && s[1] > ' ' {
			r.enterLink()
		}
	case '.':
		if string(r.text.norm[r.word.normStart:]) == "www" {
			r.enterLink()
		}
	case '@':
		if len(s) > 1 && startsWord(s[1:]) {
			r.enterLink()
		}
	}
}

// enterLink marks the open word and those it is joined to, and all until the next space.
func (r *Reader) enterLink() {
	r.inLink = true
	r.word.Flags |= InLink
	words := r.text.Words
	for i, gap := len(words)-1, r.word.Gap; i >= 0 && gap == Joined; i-- {
		if words[i].Has(InLink) {
			return
		}
		words[i].Flags |= InLink
		gap = words[i].Gap
	}
}
