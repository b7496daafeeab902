// Package near tells by 64 bits whether two posts are nearly the same: a SimHash (Charikar 2002) of
// their words, compared by how many bits differ (Manku, Jain and Das Sarma 2007).
//
// It promises that equal words give equal fingerprints on every platform, in whatever order they
// stand and however they are dressed up (case, marks, look-alikes, emoji and paths of links do not
// count); that a text too short to say anything
// has none; and that reading is linear in the text.
//
// What a fingerprint gives away: whoever holds a text can test whether it, or nearly it, is the one
// that a fingerprint was made of, since nothing in it is secret. No words can be read from one: it
// has 64 bits for hundreds of features, each bit a majority of all of them. That is why devices
// make them of published posts alone, which everybody can read anyway.
//
// What it misses: a post that tells the same in other words is another post to it. See Close for
// what was measured.
package near

import (
	"math/bits"

	"vouch/shared/text"
)

// Print is a fingerprint; 0 is none.
type Print uint64

// String is a fingerprint as it travels: 16 hex digits, and nothing for none.
func (p Print) String() string {
	if p == 0 {
		return ""
	}
	const digits = "0123456789abcdef"
	var text [16]byte
	for i := range text {
		text[i] = digits[p>>(60-4*i)&15]
	}
	return string(text[:])
}

// fewest is how many words a text needs to have a fingerprint: greetings and thanks are alike in
// every company.
const fewest = 12

// Close is how many bits may differ between texts that are nearly the same. Measured on posts of
// shared/packs/corpus, and on 2,500 openings of abstracts of one science (SciFact): of copies with
// one word in ten replaced 95 of 100 lie within it, with a sentence put in front 83, with both 80,
// with one word in five replaced 60; of three million pairs of different texts 39 do. So among a
// thousand posts one draft in eighty is told of one that only sounds alike. Words side by side as
// further features were tried: they find fewer copies at the same rate of mistakes.
const Close = 12

// Reader makes fingerprints. It reuses its memory, and is not safe for concurrent use.
type Reader struct {
	words    text.Reader
	features map[uint64]bool // what is said twice counts once: a refrain does not drown the rest
}

// Of is the fingerprint of a text.
func (r *Reader) Of(post string) Print {
	r.gather(post)
	if len(r.features) == 0 {
		return 0
	}
	var votes [64]int32
	for feature := range r.features {
		for bit := range votes {
			votes[bit] += int32(feature>>bit&1)*2 - 1
		}
	}
	var made Print
	for bit, vote := range votes {
		if vote > 0 {
			made |= 1 << bit
		}
	}
	return made
}

// gather fills features with the hash of each word; with none of a text that is too short.
func (r *Reader) gather(post string) {
	if r.features == nil {
		r.features = map[uint64]bool{}
	}
	clear(r.features)
	words, count := r.words.Read(post).Words, 0
	for i := range words {
		if word := &words[i]; word.Kind != text.Sign && !word.Has(text.InLink) {
			r.features[mix(uint64(word.Hash))] = true
			count++
		}
	}
	if count < fewest {
		clear(r.features)
	}
}

// mix spreads what differs anywhere over all bits (the finaliser of SplitMix64).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// Apart is how many bits differ.
func Apart(a, b Print) int { return bits.OnesCount64(uint64(a ^ b)) }

// Sizes in bytes of a fingerprint, and of one as it is told of a week: with its age in days and how
// many posts have it.
const (
	printBytes = 8
	toldBytes  = printBytes + 2
)

// Among counts the posts told of a week that are nearly this one, and the age in days of the
// youngest of them; own are fingerprints of posts of one's own, which do not count. Nothing is near
// a text without a fingerprint. Bytes that make no whole entry are left aside.
func Among(of Print, week, own string) (count, youngest int) {
	if of == 0 {
		return 0, 0
	}
	mine := map[Print]int{}
	for ; len(own) >= printBytes; own = own[printBytes:] {
		mine[read(own)]++
	}
	for ; len(week) >= toldBytes; week = week[toldBytes:] {
		told, age, posts := read(week), int(week[printBytes]), int(week[printBytes+1])
		known := min(mine[told], posts)
		mine[told] -= known
		if posts -= known; posts == 0 || Apart(of, told) > Close {
			continue
		}
		if count == 0 || age < youngest {
			youngest = age
		}
		count += posts
	}
	return count, youngest
}

// read takes a fingerprint off the front of bytes that hold one, the lowest first.
func read(packed string) (made Print) {
	for i := range printBytes {
		made |= Print(packed[i]) << (8 * i)
	}
	return made
}
