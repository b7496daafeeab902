package kv

// Later is a connection to a Redis that does not answer yet: it is made when it is first used.
func Later(urls []string, changes ...Option) (*Store, error) {
	options, err := parse(urls)
	if err != nil {
		return nil, err
	}
	store := connect(options)
	for _, change := range changes {
		change(store)
	}
	return store, nil
}
