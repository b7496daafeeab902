package demo

import "vouch/server/points"

func rewards() []points.Reward {
	return []points.Reward{
		{ID: "coffee", Title: "Coffee with somebody from another team", Points: 60},
		{ID: "book", Title: "A book of your choice", Points: 150},
		{ID: "afternoon", Title: "A free afternoon", Points: 400},
	}
}

// appearances are how the first people after the administrator chose to stand on boards.
func appearances() []points.Shown {
	return []points.Shown{{As: points.Named}, {As: points.Alias, Alias: "Blue Fox"}, {As: points.Named}}
}
