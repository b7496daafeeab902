package links

import "vouch/server/activity"

// fragment is a piece of a user agent that tells what sort of program sent it.
type fragment struct {
	text   string // lower case
	class  activity.Class
	reason string
}

// fragmentTable is made by hand of the names that machines give themselves. General marks come
// first: most machines say that they are a bot, crawler or library, or leave an address.
//
// A Person's fragment takes back one general mark inside it: a Cubot is a telephone.
func fragmentTable() []fragment {
	var table []fragment
	add := func(class activity.Class, reason string, texts ...string) {
		for _, text := range texts {
			table = append(table, fragment{text, class, reason})
		}
	}
	add(activity.Bot, "calls itself a robot",
		"bot", "crawl", "spider", "slurp", "scrap", "archiv", "harvest", "research", "survey", "compatible;")
	add(activity.Bot, "names an address to complain to",
		"http://", "https://", "www.", "+http", ".com", "@")
	add(activity.Bot, "checks or watches pages",
		"scan", "check", "monitor", "uptime", "validator", "fetch", "synthetics", "lighthouse", "pagespeed",
		"pingdom", "gtmetrix", "ptst/", "dareboost", "appinsights", "thousandeyes", "nikto", "nessus", "openvas",
		"zgrab", "nmap", "hardenize", "securityheaders", "siteaudit", "ghost inspector", "silktide", "rigor)",
		"ips-agent", "netcraft", "watchtowr", "foregenix", "cookiehub", "sindup", "testlocally")
	add(activity.Bot, "is a library or a tool",
		"python", "curl/", "wget", "java/", "(java)", "httpclient", "http-client", "http_client", "okhttp", "libwww",
		"axios", "aiohttp", "guzzle", "winhttp", "apache-", "cfnetwork", "dalvik/", "perl/", "ruby/", "php/",
		"node-fetch", "go-http", "postman", "insomnia/", "powershell", "indy library", "httrack", "webcapture",
		"httpagent", "agent)", "agent/")
	add(activity.Bot, "is a browser steered by a program",
		"headless", "phantomjs", "puppeteer", "playwright", "selenium", "webdriver", "cypress/", "splash version",
		"jsdom", "collapsify")
	add(activity.Bot, "looks into links in mail",
		"proofpoint", "mimecast", "barracuda", "ironport", "urldefense", "safelinks", "safebrowsing", "virustotal",
		"symantec", "trendmicro", "messagelabs", "fireeye", "ms-office", "microsoft office", "microsoft outlook",
		"googleimageproxy", "yahoomailproxy")
	add(activity.Bot, "reads for an index, a feed or a model",
		"google-", "google favicon", "mediapartners", "feeder", "feedly", "inoreader", "newsblur", "rss", "outbrain",
		"datanyze", "chatgpt", "openai", "claude-", "anthropic", "perplexity", "manus-user", "cohere-", "meta-external",
		"scope3", "newsnow", "semantic-visions", "sqwatcher", "optimizer",
		"linktiger", "playstore-", "newsai/", "turingos", "finder)", "miniature.io", "marketgoo", "ylt chrome")
	add(activity.Preview, "shows a card for the link",
		"linkedinbot", "facebookexternalhit", "facebot", "facebookcatalog", "twitterbot", "slackbot",
		"slack-imgproxy", "discordbot", "telegrambot", "whatsapp/", "skypeuripreview", "microsoftpreview",
		"bingpreview", "preview", "embedly", "iframely", "redditbot", "pinterestbot", "pinterest/0.", "mastodon/",
		"misskey/", "pleroma", "akkoma", "cardyb", "vkshare", "kakaotalk-scrap", "flipboardproxy",
		"google-pagerenderer", "google-read-aloud", "xing-contenttabreceiver", "larkurl2png", "tumblr/",
		"viber/", "zoombot", "line-poker", "opengraph", "unfurl", "quora link", "nuzzel", "bitlybot", "showyoubot")
	add(activity.Person, "", "cubot", "compatible; msie", "compatible; konqueror", "compatible; linux", "compatible; netfront")
	return table
}

// inApp are marks of browsers inside other programs: people, whatever their crawlers are called.
func inApp() []fragment {
	return []fragment{
		{"linkedinapp", activity.Person, "a person in the LinkedIn app"},
		{"fban/", activity.Person, "a person in a Meta app"},
		{"fb_iab/", activity.Person, "a person in a Meta app"},
		{"instagram ", activity.Person, "a person in the Instagram app"},
	}
}

// browsers begin the user agents of browsers, in lower case. Other programs begin with their own
// name.
var browsers = []string{
	"mozilla/", "opera/", "ucweb/", "ucbrowser", "blackberry", "nokia", "samsung", "sonyericsson", "lg-", "mot-", "htc",
}
