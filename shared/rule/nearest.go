package rule

// nearest is the known word that a misspelt one most likely meant: at most a third of its
// letters away, and at most two edits. "" when there is none.
func nearest(word string, known []string) string {
	limit := min(2, (len(word)+2)/3)
	best := ""
	for _, k := range known {
		if d := distance(word, k, limit); d <= limit {
			best, limit = k, d-1
		}
	}
	return best
}

// distance counts the single-letter edits between a and b; beyond limit it may return any
// larger number. Both are words of a pack, so bytes do.
func distance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
