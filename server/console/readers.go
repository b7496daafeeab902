package console

import "vouch/server/activity"

// readers shows when readers came, from where and on what.
func (c *Console) readers(v *visit) error {
	if err := c.rooms.CatchUp(v.ctx(), v.ws()); err != nil {
		return err
	}
	last := c.options.Now().In(v.place.Counting.Location())
	span := spanOf(v.QueryParam("days"))
	first := last.AddDate(0, 0, 1-span)
	read := came{span: span, zone: last.Location().String(), few: v.place.Counting.Least()}
	for by, report := range map[activity.Dimension]*activity.Report{
		activity.ByHour: &read.byHour, activity.ByCountry: &read.byCountry, activity.ByDevice: &read.byDevice,
	} {
		var err error
		if *report, err = c.report(v, first, last, by); err != nil {
			return err
		}
	}
	return c.ok(v, "readers", readersOf(v.frame("Readers", atReaders), read))
}

// came is what the page of readers is made of.
type came struct {
	span                        int
	zone                        string
	few                         int64
	byHour, byCountry, byDevice activity.Report
}
