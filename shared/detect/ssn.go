package detect

// ssns finds US social security numbers: 3, 2 and 4 digits, in ranges that are issued. Hyphens
// suffice; with spaces or without parting, the number must be called one.
func (f *Finder) ssns() {
	f.codes(9, func(f *Finder, c *code) bool {
		if !c.has("ddddddddd") || !isSSN(c.digits()) {
			return false
		}
		grouped := c.count == 3 && c.groups[0] == 3 && c.groups[1] == 2
		return grouped && c.parted || (grouped || c.count == 1) && f.called(c.first, c.last)&identity != 0
	})
}

// isSSN tells numbers that can have been issued: no area 000, 666 or 9xx, no group 00, no
// serial 0000, and not the two that became famous in advertisements.
func isSSN(d []byte) bool {
	area, group, serial := string(d[:3]), string(d[3:5]), string(d[5:])
	switch {
	case area == "000" || area == "666" || area[0] == '9', group == "00", serial == "0000":
		return false
	}
	return string(d) != "078051120" && string(d) != "219099999"
}
