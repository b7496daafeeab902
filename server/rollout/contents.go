package rollout

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"

	"vouch/shared/compile"
	"vouch/shared/rule"
)

// profileFile is what the profile is called in differences and problems.
const profileFile = "profile.yaml"

// contents is everything a revision is made of, as people wrote it.
type contents struct {
	packs   map[string][]byte // pack name -> YAML
	profile []byte
}

func (c contents) clone() contents {
	return contents{packs: maps.Clone(c.packs), profile: c.profile}
}

// state names the contents by digest; the bundle is added when it is sealed.
func (c contents) state() State {
	s := State{Packs: map[string]Digest{}}
	for name, yaml := range c.packs {
		s.Packs[name] = digestOf(yaml)
	}
	if len(c.profile) > 0 {
		s.Profile = digestOf(c.profile)
	}
	return s
}

// sources is every text of the contents by its digest.
func (c contents) sources() map[Digest][]byte {
	out := map[Digest][]byte{}
	for _, yaml := range c.packs {
		out[digestOf(yaml)] = yaml
	}
	if len(c.profile) > 0 {
		out[digestOf(c.profile)] = c.profile
	}
	return out
}

// parse reads the live contents again. They were proven when they went live, so a failure here
// means that the language has changed under them.
func (c contents) parse() ([]*rule.Pack, *rule.Profile, error) {
	var packs []*rule.Pack
	for _, name := range slices.Sorted(maps.Keys(c.packs)) {
		pack, err := rule.Parse(fileOf(name), c.packs[name])
		if err != nil {
			return nil, nil, err
		}
		packs = append(packs, pack)
	}
	profile, err := parseProfile(c.profile)
	return packs, profile, err
}

func parseProfile(yaml []byte) (*rule.Profile, error) {
	if len(yaml) == 0 {
		return &rule.Profile{}, nil
	}
	return rule.ParseProfile(profileFile, yaml)
}

// image compiles everything that is to be live together.
func (c contents) image(o compile.Options) ([]byte, error) {
	packs, profile, err := c.parse()
	if err != nil {
		return nil, err
	}
	made, err := o.Compile(packs, profile)
	if err != nil {
		return nil, err
	}
	return made.Append(nil), nil
}

// difference is the unified difference of every file that changes, by name.
func difference(before, after contents) string {
	names := map[string]bool{}
	for name := range before.packs {
		names[name] = true
	}
	for name := range after.packs {
		names[name] = true
	}
	var out strings.Builder
	for _, name := range slices.Sorted(maps.Keys(names)) {
		out.WriteString(fileDiff(fileOf(name), before.packs[name], after.packs[name]))
	}
	out.WriteString(fileDiff(profileFile, before.profile, after.profile))
	return out.String()
}

func fileDiff(name string, before, after []byte) string {
	oldName, newName := name, name
	if len(before) == 0 {
		oldName = "/dev/null"
	}
	if len(after) == 0 {
		newName = "/dev/null"
	}
	return Diff(oldName, newName, string(before), string(after))
}

func fileOf(pack string) string { return cmp.Or(pack, "pack") + ".yaml" }

func digestOf(b []byte) Digest {
	sum := sha256.Sum256(b)
	return Digest(hex.EncodeToString(sum[:]))
}
