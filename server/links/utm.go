package links

// UTM is a template of the parameters that a destination gets, name -> value; "{story}",
// "{campaign}" and "{channel}" stand for the link's own. A parameter that the destination has
// already stays as it is.
type UTM map[string]string

// DefaultUTM names the channel, the kind of medium and what was shared; never who shared it.
func DefaultUTM() UTM {
	return UTM{
		"utm_source":   "{channel}",
		"utm_medium":   "advocacy",
		"utm_campaign": "{campaign}",
		"utm_content":  "{story}",
	}
}
