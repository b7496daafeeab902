package check

// AppendJSON appends the report as the JSON of wire.Report: the same bytes on every platform.
func AppendJSON(dst []byte, r Report) []byte {
	dst = append(dst, `{"verdict":`...)
	dst = AppendString(dst, r.Verdict.String())
	dst = append(dst, `,"protected":`...)
	dst = appendBool(dst, r.Protected)
	dst = append(dst, `,"personal":`...)
	dst = appendBool(dst, r.Personal)
	dst = append(dst, `,"findings":[`...)
	for i := range r.Findings {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendFinding(dst, &r.Findings[i])
	}
	return append(dst, "]}"...)
}

func appendFinding(dst []byte, f *Finding) []byte {
	dst = appendField(dst, `{"rule":`, f.Rule)
	dst = appendField(dst, `,"severity":`, f.Severity.String())
	dst = appendNumber(dst, `,"start":`, f.Span.Start)
	dst = appendNumber(dst, `,"end":`, f.Span.End)
	dst = appendField(dst, `,"quote":`, f.Quote)
	dst = appendField(dst, `,"title":`, f.Title)
	dst = appendField(dst, `,"message":`, f.Message)
	dst = appendField(dst, `,"owner":`, f.Owner)
	dst = append(dst, `,"override":`...)
	dst = appendBool(dst, f.Override)
	dst = appendField(dst, `,"source":{"title":`, f.Source.Title)
	dst = appendField(dst, `,"url":`, f.Source.URL)
	dst = appendField(dst, `,"checked":`, f.Source.Checked)
	if f.Source.By != "" {
		dst = appendField(dst, `,"by":`, f.Source.By)
	}
	dst = append(dst, `},"fixes":[`...)
	for i := range f.Fixes {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendFix(dst, &f.Fixes[i])
	}
	dst = append(dst, ']')
	if f.Question {
		dst = append(dst, `,"question":true`...)
	}
	if len(f.Diff) > 0 {
		dst = appendDiff(append(dst, `,"diff":`...), f.Diff)
	}
	return append(dst, '}')
}

func appendDiff(dst []byte, diff []Change) []byte {
	dst = append(dst, '[')
	for i, change := range diff {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendField(dst, `{"op":`, change.Op.String())
		dst = appendField(dst, `,"text":`, change.Text)
		dst = append(dst, '}')
	}
	return append(dst, ']')
}

func appendFix(dst []byte, f *Fix) []byte {
	dst = appendField(dst, `{"label":`, f.Label)
	dst = append(dst, `,"edits":[`...)
	for i, e := range f.Edits {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendNumber(dst, `{"start":`, e.Span.Start)
		dst = appendNumber(dst, `,"end":`, e.Span.End)
		dst = appendField(dst, `,"text":`, e.Text)
		dst = append(dst, '}')
	}
	return append(dst, "]}"...)
}

func appendField(dst []byte, key, value string) []byte {
	return AppendString(append(dst, key...), value)
}

func appendNumber(dst []byte, key string, n int) []byte {
	dst = append(dst, key...)
	var digits [20]byte
	i := len(digits)
	for {
		i--
		digits[i] = byte('0' + n%10)
		n /= 10
		if n == 0 {
			return append(dst, digits[i:]...)
		}
	}
}

func appendBool(dst []byte, v bool) []byte {
	if v {
		return append(dst, "true"...)
	}
	return append(dst, "false"...)
}

const hexDigits = "0123456789abcdef"

// AppendString appends s as a JSON string. Bytes that are not UTF-8 become U+FFFD, as in every
// position this package reports.
func AppendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r == '\n':
			dst = append(dst, '\\', 'n')
		case r < 0x20 || r == 0x2028 || r == 0x2029:
			dst = append(dst, '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
		case r < 0x80:
			dst = append(dst, byte(r))
		default:
			dst = append(dst, string(r)...)
		}
	}
	return append(dst, '"')
}
