package wire

// leastStory is the size of a story whose every field is empty.
const leastStory = 4*7 + 8*2

// AppendLibrary writes the payload of a library bundle.
func AppendLibrary(dst []byte, stories []Story) []byte {
	dst = append(dst, FrameVersion)
	dst = appendSize(dst, len(stories))
	for i := range stories {
		dst = appendStory(dst, &stories[i])
	}
	return dst
}

// ReadLibrary reads it back; any other bytes are ErrFrame.
func ReadLibrary(payload []byte) ([]Story, error) {
	r := openFrame(string(payload), FrameVersion) // one copy, which every text shares
	stories := make([]Story, r.count(leastStory))
	for i := range stories {
		stories[i] = r.story()
	}
	if err := r.end(); err != nil {
		return nil, err
	}
	return stories, nil
}

func appendStory(dst []byte, s *Story) []byte {
	dst = appendText(dst, s.ID)
	dst = appendText(dst, s.Title)
	dst = appendText(dst, s.Text)
	dst = appendTexts(dst, s.Tags)
	dst = appendTexts(dst, s.Captions)
	dst = appendText(dst, s.Campaign)
	dst = appendText(dst, s.Destination)
	dst = appendNumber(dst, s.PublishedMs)
	return appendNumber(dst, s.UntilMs)
}

func (r *reader[B]) story() Story {
	return Story{
		ID:          r.text(),
		Title:       r.text(),
		Text:        r.text(),
		Tags:        r.texts(),
		Captions:    r.texts(),
		Campaign:    r.text(),
		Destination: r.text(),
		PublishedMs: r.number(),
		UntilMs:     r.number(),
	}
}
