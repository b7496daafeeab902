package activity

// countKey HASH: "<metric>:<id>" -> number.
func countKey(at Generation, day Day, by Dimension) string { return at.Key(string(day), string(by)) }

// visitorsKey HyperLogLog: visitor hashes.
func visitorsKey(at Generation, day Day, by Dimension, id string) string {
	return at.Key(string(day), string(by), id, "visitors")
}

// advocatesKey HyperLogLog: pseudonyms that contributed.
func advocatesKey(at Generation, day Day, by Dimension, id string) string {
	return at.Key(string(day), string(by), id, "advocates")
}

// visitsKey HASH: "<code>:<visitor>" -> the last click, Unix ms.
func visitsKey(at Generation, day Day) string { return at.Key("visits", string(day)) }
