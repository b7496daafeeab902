package main

// curatedForms are letters that readers take for plain Latin ones and that neither NFKC nor
// case folding brings there: small capitals, strokes and ligatures without a decomposition.
var curatedForms = map[rune]string{
	'ᴀ': "a", 'ʙ': "b", 'ᴄ': "c", 'ᴅ': "d", 'ᴇ': "e", 'ꜰ': "f", 'ɢ': "g", 'ʜ': "h", 'ɪ': "i",
	'ᴊ': "j", 'ᴋ': "k", 'ʟ': "l", 'ᴍ': "m", 'ɴ': "n", 'ᴏ': "o", 'ᴘ': "p", 'ꞯ': "q", 'ʀ': "r",
	'ꜱ': "s", 'ᴛ': "t", 'ᴜ': "u", 'ᴠ': "v", 'ᴡ': "w", 'ʏ': "y", 'ᴢ': "z",
	'ı': "i", 'ȷ': "j", 'ø': "o", 'ł': "l", 'đ': "d", 'ħ': "h", 'ŧ': "t", 'ð': "d", 'þ': "th",
	'æ': "ae", 'œ': "oe", 'ƒ': "f", 'ɑ': "a", 'ɡ': "g", 'ɩ': "i", 'ʋ': "v", 'ɓ': "b", 'ɗ': "d",
	'ŋ': "n", 'ƙ': "k", 'ɾ': "r", 'ʂ': "s", 'ʐ': "z", 'ɱ': "m",
}

// curatedLooks mend the confusables where a prototype is useless to a matcher (every upright
// stroke is "l" there) and add letters that imitate Latin ones by style ("ωorld", "яisk").
var curatedLooks = map[rune]byte{
	'І': 'i', 'і': 'i', 'Ӏ': 'i', 'ӏ': 'i', 'Ι': 'i', 'ι': 'i', 'Ї': 'i', 'ї': 'i',
	'ω': 'w', 'Ω': 'o', 'ш': 'w', 'я': 'r', 'Я': 'r', 'и': 'n', 'И': 'n', 'η': 'n', 'п': 'n',
	'ε': 'e', 'Σ': 'e', 'є': 'e', 'Є': 'e', 'τ': 't', 'т': 't', 'β': 'b', 'ь': 'b', 'к': 'k',
	'κ': 'k', 'м': 'm', 'н': 'h', 'в': 'b', 'г': 'r', 'υ': 'u', 'μ': 'u', 'χ': 'x', 'λ': 'a',
	'Δ': 'a', 'д': 'a', 'Л': 'n', 'ё': 'e', 'Ё': 'e', 'у': 'y', 'У': 'y', 'σ': 'o', 'φ': 'o',
}
