package activity

// MinAdvocates is how many people a team's row must rest on: with fewer, the row would tell
// what one person did.
const MinAdvocates = 3

// withholdFew takes the rows that rest on fewer than MinAdvocates people out of the report and
// sums them. When those rows together still rest on too few, whoever knows the total could
// subtract the others; so the smallest rows left join them until they are enough. Rows that rest
// on nobody hold only what machines did.
func withholdFew(rows []Row) (shown []Row, rest *Row) {
	for _, row := range rows {
		if row.Advocates >= MinAdvocates {
			shown = append(shown, row)
			continue
		}
		rest = join(rest, row)
	}
	for rest != nil && rest.Advocates > 0 && rest.Advocates < MinAdvocates && len(shown) > 0 {
		smallest := fewest(shown)
		rest = join(rest, shown[smallest])
		shown = append(shown[:smallest], shown[smallest+1:]...)
	}
	return shown, rest
}

func join(rest *Row, row Row) *Row {
	if rest == nil {
		rest = &Row{}
	}
	rest.Numbers.add(row.Numbers)
	rest.Advocates += row.Advocates // nobody is in two teams on one day; over days this errs upwards
	return rest
}

func fewest(rows []Row) int {
	least := 0
	for i, row := range rows {
		if row.Advocates <= rows[least].Advocates {
			least = i
		}
	}
	return least
}
