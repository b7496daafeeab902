package wire

// An answer is what leaves the checker: a byte that says which, then
//
//	0  JSON
//	1  a failure: text code, text message
//
// The codes of failures; those of a refused bundle are seal.Reason's.
const (
	FailLimit     = "limit"     // the input is larger than what is judged
	FailMalformed = "malformed" // the bytes are no frame, or name no surface
	FailEmpty     = "empty"     // nothing is loaded that could answer
	FailImage     = "image"     // the bundle's payload is not readable by this version
)

const (
	answerJSON    = 0
	answerFailure = 1
)

// Failure is an answer that could not be given.
type Failure struct {
	Code    string
	Message string // a sentence a person can act on
}

// BeginJSON opens an answer; the JSON is appended to it.
func BeginJSON(dst []byte) []byte { return append(dst, answerJSON) }

// AppendFailure writes a failure.
func AppendFailure(dst []byte, f Failure) []byte {
	return appendText(appendText(append(dst, answerFailure), f.Code), f.Message)
}

// ReadAnswer yields the JSON of an answer, or the failure in its place.
func ReadAnswer(answer []byte) (json []byte, failed *Failure, err error) {
	if len(answer) > 0 && answer[0] == answerJSON {
		return answer[1:], nil, nil
	}
	r := &reader[string]{rest: string(answer)}
	if r.byte() != answerFailure {
		return nil, nil, ErrFrame
	}
	failed = &Failure{Code: r.text(), Message: r.text()}
	if err := r.end(); err != nil {
		return nil, nil, err
	}
	return nil, failed, nil
}
