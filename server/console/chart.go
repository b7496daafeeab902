package console

import "strconv"

// chart is one series by day, as bars. Geometry is in a box of chartWidth by chartHeight that
// the page stretches; words stand outside it, so that they keep their size.
type chart struct {
	Kind   string // chart-shares, chart-clicks, chart-points
	Title  string
	Sum    string // what a screen reader hears instead of the bars
	Scale  []string
	Bars   []bar
	Days   []string // first, middle and last day
	Width  int
	Height int
}

type bar struct {
	X, Y, Width, Height string
	Reach, Slot         string // the whole column, which shows the words on hover
	Words               string // "21 Nov: 4 shares"
}

const (
	chartWidth  = 600
	chartHeight = 88
)

// dayValue is one day of a series.
type dayValue struct {
	Day   string // "21 Nov"
	Value int64
}

// chartOf lays out a series; unit is a noun for one and for more.
func chartOf(kind, title, one, more string, days []dayValue) chart {
	c := chart{Kind: kind, Title: title, Width: chartWidth, Height: chartHeight}
	top := niceTop(largest(days))
	c.Scale = []string{number(top), number(top / 2), "0"}
	if top == 1 {
		c.Scale = []string{"1", "0"}
	}
	slot := float64(chartWidth) / float64(max(len(days), 1))
	var sum int64
	for i, d := range days {
		sum += d.Value
		height := float64(chartHeight) * float64(d.Value) / float64(top)
		c.Bars = append(c.Bars, bar{
			X: pixels(float64(i)*slot + slot*0.15), Width: pixels(slot * 0.7),
			Y: pixels(chartHeight - height), Height: pixels(height),
			Reach: pixels(float64(i) * slot), Slot: pixels(slot),
			Words: d.Day + ": " + many(int(d.Value), one, more),
		})
	}
	c.Sum = many(int(sum), one, more) + " in " + many(len(days), "day", "days")
	c.Days = ends(days)
	return c
}

func largest(days []dayValue) int64 {
	var top int64
	for _, d := range days {
		top = max(top, d.Value)
	}
	return top
}

// niceTop is the smallest of 1, 2, 4, 6, 10, 20, 40, 60, 100 ... that is not below n, so that the
// half of the scale is whole.
func niceTop(n int64) int64 {
	if n <= 1 {
		return 1
	}
	for power := int64(1); ; power *= 10 {
		for _, step := range []int64{2, 4, 6, 10} {
			if step*power >= n {
				return step * power
			}
		}
	}
}

func ends(days []dayValue) []string {
	if len(days) == 0 {
		return nil
	}
	if len(days) < 3 {
		return []string{days[0].Day, days[len(days)-1].Day}
	}
	return []string{days[0].Day, days[len(days)/2].Day, days[len(days)-1].Day}
}

func pixels(f float64) string { return strconv.FormatFloat(f, 'f', 2, 64) }

// share is a part of the largest, 0 to 100, for a bar in a table.
func share(part, largest int64) int {
	if largest <= 0 {
		return 0
	}
	return int(part * 100 / largest)
}
