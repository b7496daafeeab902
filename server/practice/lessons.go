package practice

import "strings"

// Lessons are the five texts, in the order in which they teach. They speak of the demo company;
// in a workspace with other names the second is private speech like the fifth.
func Lessons() []Lesson {
	return []Lesson{
		{
			Title: "A promise",
			Text:  "Guaranteed 8% returns with AcmeX!!",
			Look: "The promise is underlined while you type. The panel says why nobody can promise a " +
				"return, and offers a wording that holds. Ctrl+Z takes the fix back.",
		},
		{
			Title: "Your own employer",
			Text:  "AcmeX gave me back three hours this week. Highly recommend it!",
			Look: "You praise what your employer sells, and readers cannot know that you work there. " +
				"The panel offers to say so, before the “see more” line.",
		},
		{
			Title: "Letters in disguise",
			Text:  "𝗥𝗶𝘀𝗸-𝗳𝗿𝗲𝗲 𝗿𝗲𝘁𝘂𝗿𝗻𝘀 with AcmeX. Guaran\u200bteed.",
			Look: "Bold mathematical letters and invisible spaces read like ordinary words to people, so " +
				"they do to the rules. The underline stands under your own characters.",
		},
		{
			Title: "Somebody's number",
			Text:  "The customer paid by card " + testCard() + " and loved it.",
			Look: "Card numbers, keys and other personal data are caught in any draft, " +
				"whether it is about the company or not.",
		},
		{
			Title: "Your own life",
			Text:  "Two weeks in the mountains with the family. No laptop, guaranteed.",
			Look: "Nothing. A post that is not about the company is not judged and not counted: " +
				"the panel says that it is yours.",
		},
	}
}

// testCard is the number that card networks publish for tests, put together here so that no
// scanner of this repository takes it for a leak.
func testCard() string {
	return "4" + strings.Join([]string{"111", "1111", "1111", "1111"}, " ")
}
