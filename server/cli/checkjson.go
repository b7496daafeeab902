package cli

import (
	"io"
	"strconv"

	"vouch/shared/check"
)

// writeJSON writes one array; its objects are those of --jsonl, with the path as id.
func writeJSON(w io.Writer, results []judged) error {
	out := []byte{'['}
	for i, j := range results {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, '\n')
		out = appendJudged(out, check.AppendString(nil, j.id), j)
	}
	_, err := w.Write(append(out, "\n]\n"...))
	return err
}

// appendJudged appends one answer; id is JSON already.
func appendJudged(dst, id []byte, j judged) []byte {
	dst = append(append(dst, `{"id":`...), id...)
	if j.err != nil {
		dst = append(dst, `,"error":`...)
		dst = check.AppendString(dst, j.err.Error())
		return append(dst, '}')
	}
	dst = append(dst, ',')
	brace := len(dst)
	dst = check.AppendJSON(dst, j.report)
	dst = append(dst[:brace], dst[brace+1:len(dst)-1]...)
	dst = append(dst, `,"micros":`...)
	dst = strconv.AppendInt(dst, j.micros, 10)
	return append(dst, '}')
}
