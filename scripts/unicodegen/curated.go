package main

import "strings"

// curatedForms are letters that readers take for plain Latin ones and that neither NFKC nor
// case folding brings there: small capitals, strokes and ligatures without a decomposition.
var curatedForms = map[rune]string{
	'ᴀ': "a", 'ʙ': "b", 'ᴄ': "c", 'ᴅ': "d", 'ᴇ': "e", 'ꜰ': "f", 'ɢ': "g", 'ʜ': "h", 'ɪ': "i",
	'ᴊ': "j", 'ᴋ': "k", 'ʟ': "l", 'ᴍ': "m", 'ɴ': "n", 'ᴏ': "o", 'ᴘ': "p", 'ꞯ': "q", 'ʀ': "r",
	'ꜱ': "s", 'ᴛ': "t", 'ᴜ': "u", 'ᴠ': "v", 'ᴡ': "w", 'ʏ': "y", 'ᴢ': "z",
	'ı': "i", 'ȷ': "j", 'ø': "o", 'ł': "l", 'đ': "d", 'ħ': "h", 'ŧ': "t", 'ð': "d", 'þ': "th",
	'æ': "ae", 'œ': "oe", 'ƒ': "f", 'ɑ': "a", 'ɡ': "g", 'ɩ': "i", 'ʋ': "v", 'ɓ': "b", 'ɗ': "d",
	'ɐ': "a", 'ǝ': "e", 'ɹ': "r", 'ʇ': "t", 'ɯ': "m", 'ʌ': "v", 'ʍ': "w", 'ɥ': "h", 'ʎ': "y", 'ʞ': "k", // turned
	'🆓': "free", 'ŋ': "n", 'ƙ': "k", 'ɾ': "r", 'ʂ': "s", 'ʐ': "z", 'ɱ': "m",
}

// curatedLooks mend the confusables where a prototype is useless to a matcher (every upright
// stroke is "l" there) and add letters that imitate Latin ones by style ("ωorld", "яisk").
var curatedLooks = map[rune]byte{
	'І': 'i', 'і': 'i', 'Ӏ': 'i', 'ӏ': 'i', 'Ι': 'i', 'ι': 'i', 'Ї': 'i', 'ї': 'i',
	'ω': 'w', 'Ω': 'o', 'ш': 'w', 'я': 'r', 'Я': 'r', 'и': 'n', 'И': 'n', 'η': 'n', 'п': 'n',
	'ε': 'e', 'Σ': 'e', 'є': 'e', 'Є': 'e', 'τ': 't', 'т': 't', 'β': 'b', 'ь': 'b', 'к': 'k',
	'ƅ': 'b', 'κ': 'k', 'м': 'm', 'н': 'h', 'в': 'b', 'г': 'r', 'υ': 'u', 'μ': 'u', 'χ': 'x', 'λ': 'a',
	'Δ': 'a', 'д': 'a', 'Л': 'n', 'ё': 'e', 'Ё': 'e', 'у': 'y', 'У': 'y', 'σ': 'o', 'φ': 'o',
}

// flags are the regions that have a flag emoji (Unicode CLDR 44, emoji 15.1): two regional
// indicators that name none of them are letters.
const flags = "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by bz " +
	"ca cc cd cf cg ch ci ck cl cm cn co cp cr cu cv cw cx cy cz de dg dj dk dm do dz ea ec ee eg eh er es et eu fi fj fk fm fo fr " +
	"ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu ic id ie il im in io iq ir is it je jm jo jp " +
	"ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz " +
	"na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw " +
	"sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz ta tc td tf tg th tj tk tl tm tn to tr tt tv tw tz " +
	"ua ug um un us uy uz va vc ve vg vi vn vu wf ws xk ye yt za zm zw"

// flagBits has a number for each first letter, and in it a bit for each second.
func flagBits() []uint32 {
	bits := make([]uint32, 26)
	for region := range strings.FieldsSeq(flags) {
		bits[region[0]-'a'] |= 1 << (region[1] - 'a')
	}
	return bits
}
