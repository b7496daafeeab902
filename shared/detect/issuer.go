package detect

import "strings"

// issuers are the prefixes that issuers give their secret keys so that scanners can find them:
// a line each, sorted by first byte, with the alphabet of what follows and how many characters
// that are: exactly, or at least when a plus stands behind. The alphabets are h hexadecimal, u
// capitals and digits, w letters and digits, b those with _ and -, s the same beginning with a digit, and g those with
// . + / = too.
// The shapes are as the issuers document them and as public scanners' rules agree on (gitleaks,
// Nosey Parker, TruffleHog; 2026-11). Check digits inside GitHub's and npm's keys are not
// held against a key: one with a typing error was a key as well.
const issuers = `1//0 b40+
4b1d w38
A3- b25+
A3T u17
AAAAAAAAAAAAAAAAAAAA g30+
ABIA u16
ABSK g100+
ACCA u16
AGE-SECRET-KEY-1 u58
AIza b35
AKCp w60+
AKIA u16
API- u26
ASIA u16
ATATT3 g100+
ATBB w32
ATCTT3 g100+
AzCa w80
BBDC- g40+
CCIPAT_ b40+
CFPAT- b40+
CLOJARS_ w60
EAA w80+
EAAA b50+
EZAK w54
EZTK w54
FLWSECK- b20+
FLWSECK_TEST- b12+
GOCSPX- b20+
GR1348941 b20+
HRKU- b30+
LS0tLS1CRUdJTiBP g40+
LS0tLS1CRUdJTiBQUklW g40+
LS0tLS1CRUdJTiBSU0EgUFJJ g40+
LTAI w12+
NRAA- b27
NRAK- w27
NRII- b32
NRIQ- b32
NRRA- h42
PMAK- b50+
SG. g60+
SK h32
WPL_AP g20+
ZXlK g100+
aio_ w28
amzn.mws. b36
api_org_ w34
bedrock-api-key- g20+
bkua_ h40
cfat_ w40+
cfk_ w40+
cfut_ w40+
cio w32
cmVmd w59
da2- w26
dapi h32+
dckr_oat_ b20+
dckr_pat_ b20+
discord.com/api/webhooks/ g60+
discordapp.com/api/webhooks/ g60+
doo_v1_ h64
dop_v1_ h64
dor_v1_ h64
dose h32
dp.audit. w40+
dp.ct. w40+
dp.pt. w40+
dp.sa. w40+
dp.scim. w40+
dp.st. g40+
dt0 g80+
duffel_live_ g43
duffel_test_ g43
eyJrIjoi w60+
fc- h32
figd_ b40+
figdr_ b40+
fio-u- g64
fm1a_ g100+
fm1r_ g100+
fm2_ g100+
fo1_ b43
gho_ w36+
ghp_ w36+
ghr_ w36+
ghs_ w36+
ghu_ w36+
github_pat_ b40+
glagent- b50
glc_ g32+
glcbt- b20+
gldt- b20
glffct- b20
glft- b20
glimt- b25
gloas- b64
glpat- g20+
glptt- h40
glrt- g20+
glsa_ b41
glsoat- b20
gsk_ w40+
hawk. g40+
hf_ w30+
hooks.slack.com/services/ g24+
hooks.slack.com/triggers/ g24+
hooks.slack.com/workflows/ g24+
hvb. b100+
hvr. b24+
hvs. b24+
ico- w32
jina_ w60
key- w32
lin_api_ w32+
lin_oauth_ w32+
nfp_ w36+
npm_ w36
ntn_ w40+
nvapi- b60+
odt_ w32+
ops_eyJ g100+
outlook.office.com/webhook/ g36+
oy2 w43
p8e- w32
pat g79
pat. g60+
phx_ w40+
pnu_ w36
pplx- w40+
pscale_oauth_ g32+
pscale_pw_ g32+
pscale_tkn_ g32+
pul- h40
pypi-Ag b50+
r8_ w37
rdme_ w70
rk_live_ w10+
rk_prod_ w10+
rk_test_ w10+
rnd_ w30
rubygems_ h48
s-s4t2af- h64
s-s4t2ud- h64
sat. g60+
sb_secret_ b20+
sbp_ h40
secret_ w43
sgp_ b40+
sha256~ b43
shippo_live_ h40
shippo_test_ h40
shpat_ w32+
shpca_ w32+
shppa_ w32+
shpss_ w32+
sk- w32+
sk-admin- b40+
sk-ant- b30+
sk-or-v1- h64
sk-proj- b40+
sk-svcacct- b40+
sk_live_ w10+
sk_prod_ w10+
sk_test_ w10+
sl. b100+
sm_aat_ w16
sm_pat_ w16
sm_sat_ w16
sntrys_ g40+
sntryu_ h64
sq0atp- b22+
sq0csp- b22+
sqa_ h40
sqp_ h40
squ_ h40
tk-us- b48
tskey- b16+
tvly- b20+
v1.0- b100+
vca_ w24+
vci_ w24+
vck_ w24+
vcp_ w24+
vcr_ w24+
webhook.office.com/webhookb2/ g36+
whsec_ g24+
xai- w70+
xapp- b20+
xkeysib- b60+
xoxa- s14+
xoxb- s14+
xoxc- s14+
xoxd- s14+
xoxe- s14+
xoxe.xoxb- s40+
xoxe.xoxp- s40+
xoxo- s14+
xoxp- s14+
xoxr- s14+
xoxs- s14+
xsmtpsib- b60+
ya29. b20+
`

// minIssued is the length of the shortest key with a known prefix.
const minIssued = 14

// maxIssued is how many characters behind its prefix are looked at; the longest keys have 600.
const maxIssued = 1024

// issued is the key of a known issuer that begins at byte at: where it ends, or -1.
func (f *Finder) issued(s string, at int) int {
	if s[at] >= 128 {
		return -1
	}
	f.index()
	row := int(f.rows[s[at]])
	for row < len(issuers) && issuers[row] == s[at] {
		size := strings.IndexByte(issuers[row:], '\n')
		if end := issuedBy(issuers[row:row+size], s, at); end >= 0 {
			return end
		}
		row += size + 1
	}
	return -1
}

// index makes the directories of the tables, once a Finder.
func (f *Finder) index() {
	if f.indexed {
		return
	}
	f.indexed = true
	for i := range f.rows {
		f.rows[i] = uint16(len(issuers))
	}
	for at := 0; at < len(issuers); at += strings.IndexByte(issuers[at:], '\n') + 1 {
		f.rows[issuers[at]] = min(f.rows[issuers[at]], uint16(at))
	}
	for first, list := range secretNames {
		for list != "" {
			entry, more, _ := cut(list, ' ')
			f.seconds[first] |= 1 << (small(entry[2]) & 31)
			list = more
		}
	}
}

// issuedBy tests one line of the table.
func issuedBy(row, s string, at int) int {
	prefix, shape, _ := cut(row, ' ')
	if !strings.HasPrefix(s[at:], prefix) {
		return -1
	}
	want, exact := sizeOf(shape[1:])
	from := at + len(prefix)
	end := from
	for end < len(s) && end < from+maxIssued && inAlphabet(shape[0], s[end]) {
		end++
	}
	for end > from && strings.IndexByte("./", s[end-1]) >= 0 {
		end-- // the sentence's, not the key's
	}
	body := s[from:end]
	if len(body) < want || exact && len(body) > want || shape[0] == 's' && !isDigit(body[0]) {
		return -1
	}
	if !spread(body) || isPlaceholder(body) || isName(body) || prefix == "AIza" && isPublished(body) {
		return -1
	}
	return end
}

// published are four characters each of Google's keys that its documentation and samples print,
// from the seventh on. One key in a million shares some by chance.
const published = "AnLACkEhDMASD3asDNSXAdOSASWmANUvA5_iA4UrDSb5BF2RBcE-B8qGA8vm"

func isPublished(body string) bool {
	for i := 0; i < len(published); i += 4 {
		if body[2:6] == published[i:i+4] {
			return true
		}
	}
	return false
}

func inAlphabet(name, ch byte) bool {
	switch name {
	case 'h':
		return isHex(ch)
	case 'u':
		return isDigit(ch) || ch >= 'A' && ch <= 'Z'
	case 'w':
		return isAlnum(ch)
	case 'b', 's':
		return isAlnum(ch) || ch == '_' || ch == '-'
	}
	return isAlnum(ch) || strings.IndexByte("_-.+/=", ch) >= 0
}

func isHex(ch byte) bool { return isDigit(ch) || ch|0x20 >= 'a' && ch|0x20 <= 'f' }

// spread tells a key from words: it has digits, or both cases, or is too long to be one.
func spread(s string) bool {
	lower, upper := false, false
	for i := range len(s) {
		if isDigit(s[i]) {
			return true
		}
		lower = lower || s[i] >= 'a' && s[i] <= 'z'
		upper = upper || s[i] >= 'A' && s[i] <= 'Z'
	}
	return lower && upper || len(s) >= 30
}

// sizeOf reads how long a key is: a number, with + behind it when it is the least.
func sizeOf(shape string) (n int, exact bool) {
	exact = true
	for _, ch := range []byte(shape) {
		if ch == '+' {
			exact = false
			continue
		}
		n = n*10 + int(ch-'0')
	}
	return n, exact
}
