package console

import (
	"time"

	"vouch/server/points"
)

type pointsPage struct {
	Frame     frame
	Wrong     string
	Tiles     []tile
	Lines     []ledgerRow
	More      bool // the ledger holds more than is shown
	Aggregate bool
	Offers    []offerRow
	Mine      []holdRow
	Faces     []faceRow
	Shown     []choice
	Alias     string
	MayManage bool
}

// ledgerRow is an entry as its owner reads it.
type ledgerRow struct {
	When, What, Why string
	Points, Balance int64
}

type offerRow struct {
	ID, Title string
	Points    int64
	Wish      string // names this wish, so that a form sent twice asks once
	Missing   int64  // points that are still needed
}

type holdRow struct {
	ID, Reward, Who, When string
	Points                int64
}

type faceRow struct {
	Rank   int
	Name   string
	Points int64
	Share  int
}

func pointsOf(f frame, got pointsGathered) pointsPage {
	page := pointsPage{
		Frame: f, Tiles: accountTiles(got.account), More: len(got.lines) == shownLines,
		Aggregate: got.aggregate, Alias: got.shown.Alias, Shown: appearances(got.shown.As),
	}
	for _, line := range got.lines {
		page.Lines = append(page.Lines, ledgerRow{
			When: moment(time.UnixMilli(line.AtMs)), What: line.What, Why: line.Why,
			Points: line.Points, Balance: line.Balance,
		})
	}
	for _, offer := range got.offers {
		page.Offers = append(page.Offers, offerRow{
			ID: offer.ID, Title: offer.Title, Points: offer.Points, Wish: got.wish + "." + offer.ID,
			Missing: max(offer.Points-got.account.Balance, 0),
		})
	}
	page.Mine = holdRows(got.mine, nil)
	page.Faces = faceRows(got.faces, got.names)
	return page
}

func accountTiles(a points.Account) []tile {
	tiles := []tile{
		{"Points to spend", number(a.Balance), heldInWords(a.Held)},
		{"Ever earned", number(a.Lifetime), many(int(a.Shares), "share", "shares") + ", " + many(int(a.Clicks), "click", "clicks")},
		{"Working days in a row", number(a.Streak), "the longest: " + number(a.BestStreak)},
	}
	if a.Conversions > 0 {
		tiles = append(tiles, tile{"Leads and sales", number(a.Conversions), "that came of your links"})
	}
	return tiles
}

func heldInWords(held int64) string {
	if held == 0 {
		return "nothing is set aside"
	}
	return number(held) + " more are set aside for rewards"
}

func appearances(as points.Appearance) []choice {
	return []choice{
		{string(points.Hidden), "not at all", as == points.Hidden},
		{string(points.Named), "by my name", as == points.Named},
		{string(points.Alias), "under another name", as == points.Alias},
	}
}

func holdRows(holds []points.Hold, names map[string]string) []holdRow {
	var rows []holdRow
	for _, h := range holds {
		rows = append(rows, holdRow{
			ID: h.ID, Reward: h.Reward, Points: h.Points, When: moment(time.UnixMilli(h.AtMs)),
			Who: personName(names, string(h.Advocate)),
		})
	}
	return rows
}

func faceRows(faces []points.Face, names map[string]string) []faceRow {
	var rows []faceRow
	for _, face := range faces {
		name := face.Alias
		if face.As == points.Named {
			name = personName(names, face.ID)
		}
		rows = append(rows, faceRow{
			Rank: face.Rank, Name: name, Points: face.Points, Share: share(face.Points, faces[0].Points),
		})
	}
	return rows
}
