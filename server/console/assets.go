package console

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/labstack/echo/v4"

	"vouch/server/fault"
)

//go:embed assets
var assetFiles embed.FS

// assetsPath is where style sheets and scripts stand; a name holds the digest of the content, so
// that browsers may keep it for ever.
const assetsPath = "/console/assets/"

type asset struct {
	body []byte
	kind string
}

// assets are the embedded files by the name they are served under.
type assets struct {
	byName    map[string]asset
	addresses map[string]string
}

func openAssets() (*assets, error) {
	a := &assets{byName: map[string]asset{}, addresses: map[string]string{}}
	entries, err := fs.ReadDir(assetFiles, "assets")
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		body, err := fs.ReadFile(assetFiles, path.Join("assets", entry.Name()))
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(body)
		extension := path.Ext(entry.Name())
		served := strings.TrimSuffix(entry.Name(), extension) + "-" + hex.EncodeToString(sum[:6]) + extension
		a.byName[served] = asset{body: body, kind: contentType(extension)}
		a.addresses[entry.Name()] = assetsPath + served
	}
	return a, nil
}

func contentType(extension string) string {
	switch extension {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	default:
		return "application/octet-stream"
	}
}

// address of an asset by its file name; templates call it.
func (a *assets) address(name string) string { return a.addresses[name] }

func (a *assets) serve(c echo.Context) error {
	found, ok := a.byName[c.Param("name")]
	if !ok {
		return fault.New(fault.NotFound, "There is nothing at this address.")
	}
	c.Response().Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	return c.Blob(http.StatusOK, found.kind, found.body)
}
