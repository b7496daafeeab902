package kv

// Later is a connection to a Redis that does not answer yet: it is made when it is first used.
func Later(urls []string) (*Store, error) {
	options, err := parse(urls)
	if err != nil {
		return nil, err
	}
	return connect(options), nil
}
