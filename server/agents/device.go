package agents

// Device is the class of device that a user agent runs on.
type Device uint8

// The classes of device.
const (
	Other Device = iota // televisions, consoles, watches, and what does not say
	Phone
	Tablet
	Desktop
)

// String is the class's word in facts and reports.
func (d Device) String() string {
	switch d {
	case Phone:
		return "phone"
	case Tablet:
		return "tablet"
	case Desktop:
		return "desktop"
	case Other:
	}
	return "other"
}

// trait is what a word of a user agent says of the device, one bit each.
type trait uint8

const (
	screen  trait = 1 << iota // a television, a console, a watch, a car
	slate                     // a tablet by name
	pocket                    // a telephone by name
	android                   // a telephone if it says mobile, else a tablet
	mobile
	desk
)

// device joins what the words of one user agent say.
func (seen trait) device() Device {
	switch {
	case seen&screen != 0:
		return Other
	case seen&slate != 0:
		return Tablet
	case seen&pocket != 0:
		return Phone
	case seen&(android|mobile) == android|mobile:
		return Phone
	case seen&android != 0:
		return Tablet
	case seen&mobile != 0:
		return Phone
	case seen&desk != 0:
		return Desktop
	}
	return Other
}

// deviceWords are the marks that say something of the device.
func deviceWords() []mark {
	var t marks
	add := func(says trait, texts ...string) {
		for _, text := range texts {
			t = append(t, mark{text: text, sense: aside, trait: says})
		}
	}
	add(screen, "smart-tv", "smarttv", "smart tv", "hbbtv", "appletv", "apple tv", "tvos", "googletv", "android tv",
		"androidtv", "bravia", "crkey", "roku", "web0s", "webos.tv", "netcast", "viera", "aquos", "dtv", "; aft",
		"mibox", "mitv", "philipstv", "opera tv", "tv bro", "playstation", "nintendo", "xbox", "watch", "oculus",
		"tesla", "carbrowser", "freebox", "tv box", "tvbox", "shield")
	add(slate, "ipad", "tablet", "playbook", "kindle", "silk/", "nook", "kobo", "touchpad", "xoom", "; sm-t", "; sm-p",
		"; sm-x", "gt-p", "galaxy tab", "mediapad", "matepad", "lenovo tab", "nexus 7", "nexus 9", "nexus 10", "pixel c")
	add(pocket, "dalvik/", "iphone", "ipod", "windows phone", "blackberry", "bb10", "symbian", "series60", "series40", "nokia",
		"midp", "up.browser", "iemobile", "windows ce", "kaios", "palm", "webos/", "bada/", "maemo", "meego", "docomo",
		"kddi", "j-phone", "vodafone", "softbank", "opera mini", "opera mobi", "ucweb", "ucbrowser", "maui")
	add(android, "android")
	add(mobile, "mobile")
	add(desk, "windows nt", "windows 9", "windows 2000", "macintosh", "mac_powerpc", "x11", "cros", "linux", "win64",
		"win32", "freebsd", "openbsd", "mac os x", "darwin/")
	return t
}
