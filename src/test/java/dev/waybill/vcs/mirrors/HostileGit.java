package dev.waybill.vcs.mirrors;

import java.nio.file.Path;
import java.util.List;

/** User configuration that is known to change checkouts, or could. */
final class HostileGit {
    static final List<String> HOOKS = List.of("post-checkout", "reference-transaction", "post-index-change", "any");

    /** For {@code .gitconfig}; the format argument is the home directory. */
    static final String CONFIGURATION = """
            [core]
            	autocrlf = true
            	eol = crlf
            	symlinks = false
            	fileMode = false
            	ignoreCase = true
            	attributesFile = %1$s/attributes
            	excludesFile = %1$s/attributes
            	hooksPath = %1$s/hooks
            	fsmonitor = %1$s/hooks/any
            	logAllRefUpdates = always
            	quotePath = false
            	sparseCheckout = true
            	pager = false
            	abbrev = 4
            [init]
            	templateDir = %1$s/template
            	defaultObjectFormat = sha256
            	defaultRefFormat = reftable
            	defaultBranch = x
            [clone]
            	defaultRemoteName = elsewhere
            	rejectShallow = true
            [remote "origin"]
            	url = /nowhere
            	fetch = +refs/notes/*:refs/notes/*
            	tagOpt = --no-tags
            	partialCloneFilter = blob:none
            [checkout]
            	defaultRemote = elsewhere
            [fetch]
            	prune = false
            	pruneTags = true
            	recurseSubmodules = true
            	unpackLimit = 1000
            	output = compact
            	writeCommitGraph = true
            [transfer]
            	unpackLimit = 1000
            [submodule]
            	recurse = true
            	fetchJobs = 0
            	active = nothing
            [submodule "lib"]
            	url = /nowhere
            	update = none
            [filter "x"]
            	smudge = "echo smudged"
            	clean = cat
            	required = true
            [filter "lfs"]
            	smudge = "echo smudged"
            	process =
            	required = true
            [lfs]
            	fetchexclude = *
            	storage = %1$s/lfs
            [log]
            	showSignature = true
            	showRoot = false
            	follow = true
            	date = relative
            	decorate = full
            [format]
            	pretty = oneline
            [diff]
            	external = false
            	noprefix = true
            	renames = false
            	orderFile = %1$s/attributes
            [color]
            	ui = always
            	remote = always
            [grep]
            	patternType = perl
            	lineNumber = true
            [i18n]
            	logOutputEncoding = UTF-16
            	commitEncoding = latin1
            [safe]
            	bareRepository = explicit
            [trace2]
            	normalTarget = 2
            [advice]
            	detachedHead = true
            [alias]
            	checkout = !false
            """;

    private HostileGit() {}

    /** The same as environment variables. */
    static String[] variables(Path home) {
        return new String[] {
            "GIT_DEFAULT_HASH=sha256",
            "GIT_TEMPLATE_DIR=" + home.resolve("template"),
            "GIT_LITERAL_PATHSPECS=1",
            "GIT_ICASE_PATHSPECS=1",
            "GIT_NAMESPACE=x",
            "GIT_DIR=/nowhere",
            "GIT_INDEX_FILE=/nowhere",
            "GIT_ATTR_SOURCE=nosuch",
            "GIT_EXTERNAL_DIFF=false",
            "GIT_TRACE=1",
            "GIT_TRACE2=1",
            "GIT_CONFIG_COUNT=2",
            "GIT_CONFIG_KEY_0=core.autocrlf",
            "GIT_CONFIG_VALUE_0=true",
            "GIT_CONFIG_KEY_1=submodule.lib.update",
            "GIT_CONFIG_VALUE_1=none",
            "LANGUAGE=de"
        };
    }
}
