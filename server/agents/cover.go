package agents

// covers are names of things that people use in which a machine's mark stands by chance.
func covers() []mark {
	var t marks
	t.add(cover, 0, "",
		// Telephones and televisions.
		"cubot", "xbot", "c bot", "fubotv", "fuboplayer", "botech", "caboto", "http pgdl", "pgdl;https", "pgdl; https",
		"(https)", "cldc-1.1 google", "asus_google", "gmmclient:google", "com.google.maps", "daumapps", "daumdevice",
		"[air.com",
		// Old browsers wrote "compatible" of the one they were like, and then their own name.
		"compatible; msie", "compatible;msie", "compatible; konqueror", "compatible; linux", "compatible; netfront",
		"compatible; u;", "compatible; icab", "compatible; omniweb", "compatible; webtv", "compatible; ibrowse",
		"compatible; antfresco", "compatible; netpositive", "compatible; maui", "compatible; opera", "compatible; aweb",
		"compatible; voyager", "compatible; windows", "compatible; x86 haiku", "compatible; origyn", "compatible; os/2",
		"compatible; tablet", "compatible; polaris", "compatible; obigo", "compatible; docomo", "compatible; dillo",
		"compatible; abrowse", "compatible; 3ds", "compatible; nitro", "compatible; genius", "compatible; galeon",
		"compatible; avant browser", "compatible; links", "compatible; playstation", "compatible; pie", "compatible; mac",
		"compatible; iphone", "compatible; android", "compatible; symbian", "compatible; series", "compatible; haiku", "compatible; risc os", "compatible; acorn", "compatible; amiga",
		"compatible; mspie", "compatible; teleca", "compatible; offbyone", "compatible; mmef", "compatible; kun/",
		"compatible; up.browser", "compatible; mozilla", "4.0 compatible;", "msie 5.0 compatible;", "msie 6.0 compatible;",
		// Browsers, and what they carry.
		"google/google", "google earth", "googleearth", "google pixel", "googletv", "google tv",
		"googlewv", "googleapp", "channel/google", "webpositive", "camscanner", "libhttp", "safari technology preview",
		"technology%20preview", "newssapphire", "java;", "chromeframe", "qqdownload", "opera coast",
		"sogoumse", "sogoumobilebrowser", "sogousearch", "coccocbrowser", "se 2.x metasr", "windows-rss-platform",
		"ecosia", "ggpht", "seomanim", "seoul", "theresearch", "http://bsalsa.com", "avantbrowser.com", "backports.org", "acorn-http", "user-agent:", "html5 parser",
		"torrent/", "blackberry", "webos.tv")
	return t
}
