package agents

// This file is what the public lists do not say, found by reading what programs send.

func machines() []mark {
	var t marks
	t.add(machine, 0, "calls itself a robot",
		"bot", "crawl", "spider", "slurp", "scrap", "archiv", "harvest", "survey", "compatible;", "agent/",
		"agent)")
	t.add(machine, wordStart, "calls itself a robot", "research")
	t.add(machine, 0, "names an address to complain to", "http://", "https://", "+http", "www.")
	t.add(machine, wordEnd, "names an address to complain to", ".com", ".org", ".ai")
	t.add(machine, 0, "checks or watches pages",
		"scan", "check", "monitor", "uptime", "validator", "fetch", "synthetic", "lighthouse", "pagespeed",
		"page speed", "gtmetrix", "ptst", "appinsights", "thousandeyes", "catchpoint", "gomez", "neustar wpm",
		"statuscake", "pingdom", "site24x7", "ruxit", "observatory", "diagnostics", "analyzer", "inspector",
		"debugbear", "tracker", "webtest", "probe")
	t.add(machine, 0, "looks for weak points",
		"nikto", "nessus", "openvas", "zgrab", "nmap", "masscan", "nuclei", "sqlmap", "wpscan", "acunetix", "dirbuster",
		"gobuster", "burpcollaborator", "interact.sh", "${jndi", "<script", "select load_file", "../../", "qualys",
		"assetnote", "detectify", "netsparker", "w3af", "havij", "arachni", "fuzz", "pentest", "hackerone", "bugcrowd",
		"intigriti", "print(", "expr ", "sleep(", "etc/passwd", "union select", "netcraft")
	t.add(machine, 0, "is a library or a tool",
		"python", "curl/", "libcurl", "wget", "httpclient", "http-client", "http_client", "http client", "okhttp",
		"axios", "aiohttp", "guzzle", "winhttp", "apache-", "node-fetch", "undici", "go-http", "postman", "insomnia/",
		"powershell", "indy library", "httrack", "webcapture", "httpagent", "restsharp", "faraday", "mechanize",
		"libwww-perl", "lwp::", "webcopier", "wkhtmlto", "webkit2png", "zombie.js", "jsdom", "javafx", "weasyprint",
		"dompdf", "simplepie", "reqwest", "hyper/", "ktor", "feign", "vert.x", "netty/", "akka", "scrapy", "colly",
		"k6/", "downloadmanager", "locust", "jmeter", "gatling", "artillery", "web services client", "winhttprequest")
	t.add(machine, atStart, "is a library or a tool",
		"java/", "java1", "anonymous", "ruby", "php", "perl", "node", "go ", "rust", "dart", "http", "lua", "deno", "bun/", "axel",
		"aria2", "lwp", "fetch", "request", "urllib", "client", "rest", "test")
	t.add(machine, 0, "is a browser steered by a program",
		"headless", "phantomjs", "puppeteer", "playwright", "thirdlandingpagefeinfra", "selenium", "webdriver", "cypress/", "splash version",
		"slimerjs", "casperjs", "chromedp", "browserless", "dejaclick", "htmlunit", "prerender", "rendertron", "snapshot",
		"screenshot", "thumbnail", "browsershots", "browserkit", "snapsearch", "websnapr", "collapsify")
	t.add(machine, 0, "looks into links in mail",
		"proofpoint", "mimecast", "barracuda", "ironport", "urldefense", "safelinks", "safebrowsing", "virustotal",
		"symantec", "trendmicro", "trend micro", "messagelabs", "fireeye", "forcepoint", "zscaler", "sophos", "cloudmark",
		"googleimageproxy", "ggpht", "yahoomailproxy", "emailproxy", "mailproxy", "linkprotect", "urlscan",
		"microsoft office", "microsoft outlook", "ms-office", "powerpoint/", "office protocol discovery")
	t.add(machine, 0, "reads for an index, a feed or a model",
		"google-", "google favicon", "google pp default", "google keyword", "googleadwords", "mediapartners", "feed",
		"inoreader", "newsblur", "netnewswire", "outbrain", "datanyze", "chatgpt", "openai", "claude-", "anthropic",
		"perplexity", "manus-user", "cohere-", "meta-external", "daum", "transcoder", "yandex.translate", "news reader", "reeder/", "reederformac", "rss/", "widget server",
		"podcast", "aggregator", "indexer", "sitemap", "seo", "linkcheck", "advisor", "newsnow", "finder)", "optimizer")
	t.add(machine, wordStart, "looks into links in mail", "word/", "excel/")
	t.add(machine, wordStart|wordEnd, "reads for an index, a feed or a model", "rss", "ai", "llm")
	return t
}

// cards are the programs that fetch a page to show a card for its link, where people talk.
func cards() []mark {
	var t marks
	t.add(card, 0, "shows a card for the link",
		"linkedinbot", "facebookexternalhit", "facebot", "facebookcatalog", "twitterbot", "slackbot", "slack-imgproxy",
		"discordbot", "telegrambot", "skypeuripreview", "microsoftpreview", "bingpreview", "preview", "embedly",
		"iframely", "redditbot", "pinterestbot", "mastodon/", "misskey/", "pleroma", "akkoma", "friendica", "lemmy",
		"cardyb", "vkshare", "kakaotalk-scrap", "flipboardproxy", "google-pagerenderer", "google-read-aloud",
		"googlemessages", "xing-contenttabreceiver", "larkurl2png", "zoombot", "line-poker", "opengraph", "open graph",
		"unfurl", "quora link", "nuzzel", "bitlybot", "showyoubot", "teams url", "teamsbot", "linkexpand", "mattermost-bot",
		"zulip", "matrix-media", "synapse (bot", "rocket.chat", "signal-desktop link", "ms-office; link", "snapurlpreview",
		"viberurl", "trello link", "notionembed", "bluesky cardyb", "threadsbot", "linespider")
	t.add(card, atStart, "shows a card for the link", "whatsapp/", "viber/", "tumblr/", "pinterest/0.", "snap url",
		"synapse")
	return t
}

// apps are browsers inside apps: people, whatever the crawlers of the same company are called.
func apps() []mark {
	var t marks
	for _, a := range [...][2]string{
		{"linkedinapp", "LinkedIn"},
		{"metaiab", "Meta"},
		{"fban/", "Meta"},
		{"fb_iab/", "Meta"},
		{"fbav/", "Meta"},
		{"instagram ", "Instagram"},
		{"snapchat/", "Snapchat"},
		{"musical_ly", "TikTok"},
		{"bytedancewebview", "TikTok"},
		{"tiktok", "TikTok"},
		{"micromessenger", "WeChat"},
		{" line/", "LINE"},
		{"kakaotalk ", "KakaoTalk"},
		{"twitter for", "X"},
		{"duckduckgo/", "DuckDuckGo"},
		{"ddg/", "DuckDuckGo"},
		{"gsa/", "Google"},
		{"pinterest for", "Pinterest"},
		{"[pinterest/", "Pinterest"},
		{"barcelona ", "Threads"},
		{"whatsapp;", "WhatsApp"},
		{"slack_ssb", "Slack"},
		{"teams/", "Teams"},
		{"electron/", "a desktop"},
		{"telegram-android", "Telegram"},
		{"zalo ", "Zalo"},
		{"reddit/", "Reddit"},
		{"weibo", "Weibo"},
		{"qq/", "QQ"},
		{"alipay", "Alipay"},
	} {
		t.add(app, 0, "a person in an app: "+a[1], a[0])
	}
	t.add(app, 0, "a person in an Android app", "dalvik/")
	return t
}

// engines are what browsers say of themselves or their system, from the first ones to today's.
func engines() []mark {
	var t marks
	t.add(engine, 0, "",
		"applewebkit", "webkit/", "khtml", "gecko", "goanna", "trident/", "msie", "presto/", "opera", "servo",
		"netfront", "nf3", "obigo", "teleca", "up.browser", "up.link", "up/4", "midp", "cldc", "polaris", "maui",
		"dalvik/", "android", "iphone", "ipad", "ipod", "watchos", "ios ", "ios/", "symbian", "series60", "blackberry",
		"windows ce", "windows phone", "windowsphone", "nokia", "sonyericsson", "samsung", "sagem", "sharp", "docomo",
		"kddi", "j-phone", "vodafone", "softbank", "willcom", "ucweb", "ucbrowser", "mqqbrowser", "netscape", "mosaic",
		"amiga", "morphos", "risc os", "beos", "haiku", "syllable", "hbbtv", "smarttv", "smart-tv", "webos", "netcast",
		"playstation", "ps4application", "nintendo", "bunjalloo", "dreamcast", "dreamkey", "dreampassport", "kindle",
		"nook", "kobo", "silk/", "firefox", "chrome/", "chromium", "safari", "edge/", "brave", "midori", "konqueror",
		"omniweb", "icab", "browser", "qtwebengine", "playbook", "mobileexplorer", "avefront", "brew", "palm",
		"pocket internet explorer", "internet explorer", "windows-media", "quicktime", "itunes", "roku", "apple tv",
		"appletv", "fbios", "fb4a", "x11;", "windows; ", "macintosh", "win95", "win98", "winnt", "windows nt", "windows 3",
		"os/2", "win16", "powerpc", "opr/", "coremedia", "uzbl", "winwap", "webexplorer", "linemode",
		"ladybird", "charon", "planetweb", "ddipocket", "vimprobable", "goggalaxy",
		"windows 2000", "cellphone", "android_sdk", "sunos", "irix", "hp-ux", "osf1", "aix")
	t.add(engine, atStart, "", "lynx", "links ", "links/", "elinks", "w3m", "emacs-w3m", "dillo", "netsurf", "amaya",
		"ibrowse", "arachne", "xchaos_arachne", "voyager", "cyberdog", "lg-", "lge-", "lg/", "lg ", "mot-", "htc", "zte",
		"huawei", "philips", "panasonic", "siemens", "sie-", "alcatel", "nec-", "sanyo", "pantech", "haier", "lenovo",
		"coolpad", "dopod", "spice", "micromax", "karbonn", "lava", "fly", "motorola", "benq", "bird", "tcl", "t-mobile",
		"outlook-express", "hulu/", "itunes")
	return t
}

type marks []mark

func (t *marks) add(s sense, p place, reason string, texts ...string) {
	for _, text := range texts {
		*t = append(*t, mark{text: text, place: p, sense: s, reason: reason})
	}
}
