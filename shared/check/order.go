package check

// order sorts n things in place by heapsort (Williams 1964), after a look whether they are in order
// already, as they mostly are. It stands here once for all, because each kind of thing that
// package slices sorts adds five kilobytes to the module that a browser loads.
func order(n int, less func(i, j int) bool, swap func(i, j int)) {
	sorted := true
	for i := 1; i < n && sorted; i++ {
		sorted = !less(i, i-1)
	}
	if sorted {
		return
	}
	for i := n/2 - 1; i >= 0; i-- {
		sink(i, n, less, swap)
	}
	for n--; n > 0; n-- {
		swap(0, n)
		sink(0, n, less, swap)
	}
}

// sink moves thing i down to where none below it, of the first n, is greater.
func sink(i, n int, less func(i, j int) bool, swap func(i, j int)) {
	for {
		child := 2*i + 1
		if child >= n {
			return
		}
		if child+1 < n && less(child, child+1) {
			child++
		}
		if !less(i, child) {
			return
		}
		swap(i, child)
		i = child
	}
}
