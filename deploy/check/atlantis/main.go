// Reads the configuration of the server and of the repository with Atlantis' own parser, and prints the projects that it finds.
package main

import (
	"fmt"
	"os"

	"github.com/runatlantis/atlantis/server/core/config"
	"github.com/runatlantis/atlantis/server/core/config/valid"
	"github.com/runatlantis/atlantis/server/logging"
)

// parses REPOS_YAML FOLDER REPOSITORY: FOLDER contains atlantis.yaml; REPOS_YAML is "" for a server without configuration
func main() {
	log, err := logging.NewStructuredLogger()
	if err != nil {
		fail(err)
	}
	parser := &config.ParserValidator{}
	server := valid.NewGlobalCfgFromArgs(valid.GlobalCfgArgs{})
	if os.Args[1] != "" {
		if server, err = parser.ParseGlobalCfg(os.Args[1], server); err != nil {
			fail(err)
		}
	}
	repo, err := parser.ParseRepoCfg(os.Args[2], server, os.Args[3], "main")
	if err != nil {
		fail(err)
	}
	for _, project := range repo.Projects {
		merged := server.MergeProjectCfg(log, os.Args[3], project, repo)
		fmt.Println(merged.Name, merged.RepoRelDir, merged.TerraformVersion, merged.ApplyRequirements)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
