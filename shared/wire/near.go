package wire

import (
	"strconv"

	"vouch/shared/check"
)

// Near answers a near request.
type Near struct {
	Print string `json:"print"` // of the text, 16 hex digits; "" of one that is too short
	Count int    `json:"count"` // posts that are nearly the same
	Age   int    `json:"age"`   // in days, of the youngest of them
}

// AppendNearAnswer writes n as JSON.
func AppendNearAnswer(dst []byte, n Near) []byte {
	dst = check.AppendString(append(dst, `{"print":`...), n.Print)
	dst = strconv.AppendInt(append(dst, `,"count":`...), int64(n.Count), 10)
	dst = strconv.AppendInt(append(dst, `,"age":`...), int64(n.Age), 10)
	return append(dst, '}')
}

// AppendRulebook writes a list of rules as JSON.
func AppendRulebook(dst []byte, book []BookRule) []byte {
	dst = append(dst, `{"rules":[`...)
	for i := range book {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendBookRule(dst, &book[i])
	}
	return append(dst, "]}"...)
}

func appendBookRule(dst []byte, r *BookRule) []byte {
	sep := byte('{')
	for _, field := range [...]struct{ key, value string }{
		{`"id":`, r.ID},
		{`"pack":`, r.Pack},
		{`"title":`, r.Title},
		{`"why":`, r.Why},
		{`"severity":`, r.Severity},
		{`"owner":`, r.Owner},
		{`"from":`, r.From},
		{`"until":`, r.Until},
	} {
		dst = check.AppendString(append(append(dst, sep), field.key...), field.value)
		sep = ','
	}
	dst = strconv.AppendBool(append(dst, `,"override":`...), r.Override)
	dst = strconv.AppendBool(append(dst, `,"protect":`...), r.Protect)
	dst = appendStrings(append(dst, `,"surfaces":`...), r.Surfaces)
	dst = check.AppendString(append(dst, `,"source":{"title":`...), r.Source.Title)
	dst = check.AppendString(append(dst, `,"url":`...), r.Source.URL)
	dst = check.AppendString(append(dst, `,"checked":`...), r.Source.Checked)
	dst = check.AppendString(append(dst, `,"by":`...), r.Source.By)
	dst = strconv.AppendBool(append(dst, `},"mine":`...), r.Mine)
	dst = append(dst, `,"only":[`...)
	for i, row := range r.Only {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendStrings(dst, row)
	}
	return append(dst, "]}"...)
}
