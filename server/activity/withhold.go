package activity

import "cmp"

// MinAdvocates is how many people a team's row must rest on: with fewer, the row would tell
// what one person did.
const MinAdvocates = 3

// withhold takes the rows out that this query must not show.
func (q Query) withhold(rows []Row) (shown []Row, rest *Row) {
	switch q.By {
	case ByTeam:
		if q.PerPerson {
			return rows, nil
		}
		return withholdFew(rows, MinAdvocates, byAdvocates)
	case ByHour, ByCountry, ByDevice:
		return withholdFew(rows, cmp.Or(q.Few, MinAdvocates), byVisitors)
	default:
		return rows, nil
	}
}

func byAdvocates(r Row) int64 { return r.Advocates }

// byVisitors counts whoever came on two days twice, for their hashes differ.
func byVisitors(r Row) int64 { return r.Numbers.Visitors }

// withholdFew takes the rows that rest on too few people out of the report and sums them. When
// those rows together still rest on too few, whoever knows the total could subtract the others; so
// the smallest rows left join them until they are enough. Rows that rest on nobody hold only what
// machines did.
func withholdFew(rows []Row, least int64, people func(Row) int64) (shown []Row, rest *Row) {
	for _, row := range rows {
		if people(row) >= least {
			shown = append(shown, row)
			continue
		}
		rest = join(rest, row)
	}
	for rest != nil && people(*rest) > 0 && people(*rest) < least && len(shown) > 0 {
		smallest := fewest(shown, people)
		rest = join(rest, shown[smallest])
		shown = append(shown[:smallest], shown[smallest+1:]...)
	}
	return shown, rest
}

// join sums rows. People who are in two of them count twice: nobody is in two teams on one day,
// and over days, hours and countries this errs upwards.
func join(rest *Row, row Row) *Row {
	if rest == nil {
		rest = &Row{}
	}
	rest.Numbers.add(row.Numbers)
	rest.Advocates += row.Advocates
	return rest
}

func fewest(rows []Row, people func(Row) int64) int {
	least := 0
	for i, row := range rows {
		if people(row) <= people(rows[least]) {
			least = i
		}
	}
	return least
}
