# Shared by the commands in bin/, which source it with "home" set to the checkout. Plain POSIX sh.

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# Sets java_home to a JDK 25 or newer, although an older one may come first in the PATH.
find_jdk() {
    candidates=$(candidate_jdks)
    old_ifs=$IFS
    IFS='
'
    for candidate in $candidates; do
        if [ -x "$candidate/bin/java" ] && is_new_enough "$candidate"; then
            IFS=$old_ifs
            java_home=$candidate
            return 0
        fi
    done
    IFS=$old_ifs
    die "Waybill needs a JDK 25 (with javac), and there is none in JAVA_HOME, the PATH, /usr/lib/jvm, /opt, ~/.sdkman or ~/.jdks.
Install one: https://adoptium.net/installation/ or, where your distribution has it:
    apt-get install openjdk-25-jdk-headless
Then try again; set JAVA_HOME if it is installed elsewhere."
}

candidate_jdks() {
    printf '%s\n' "${JAVA_HOME:-}"
    printf '%s\n' "$PATH" | tr ':' '\n' | while read -r directory; do
        if [ -x "$directory/java" ]; then dirname "$(dirname "$(readlink -f "$directory/java")")"; fi
    done
    printf '%s\n' /usr/lib/jvm/* /opt/*jdk* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* | sort -u
}

# Reads the file "release" of a JDK, which is much faster than starting it.
is_new_enough() {
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2> /dev/null)
    [ "${version:-0}" -ge 25 ] && [ -x "$1/bin/javac" ]
}

# Names of branches and people are UTF-8, whatever the locale of a bare machine.
use_utf8() {
    case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
        *[Uu][Tt][Ff]*8) ;;
        *) LC_ALL=C.UTF-8 && export LC_ALL ;;
    esac
}

need_git() {
    command -v git > /dev/null 2>&1 || die "Waybill needs git, but it is not in the PATH. Install it: apt-get install git"
}

# Builds the jar if it is missing or its sources have changed; one build at a time. A stamp marks a complete build, because
# a jar alone may come from an interrupted one.
build_when_needed() {
    jar=$home/target/waybill.jar
    stamp=$home/target/waybill.built
    is_fresh && return 0
    may_build || die "$(why_to_build), and the user $(id -un) may not write $home/target. Build it as the owner of $home: $home/bin/waybill --version"
    if command -v flock > /dev/null 2>&1; then
        exec 9> "$home/target/.build-lock"
        flock 9
        is_fresh || build
        exec 9>&-
    else
        build
    fi
}

# In a shell of its own: a redirection of ":" that fails ends the shell (dash).
may_build() {
    ( mkdir -p "$home/target" && : >> "$home/target/.build-lock" ) 2> /dev/null
}

why_to_build() {
    if [ -e "$jar" ] && { [ ! -r "$jar" ] || [ ! -r "$stamp" ]; }; then
        printf '%s' "Waybill's build cannot be read by this user"
    elif [ -e "$stamp" ]; then
        printf '%s' "Waybill must be built again, since its sources have changed"
    else
        printf '%s' "Waybill must be built"
    fi
}

# The stamp's second line counts in a copy of the checkout, in which all files are as new as the copy.
is_fresh() {
    [ -r "$jar" ] && [ -r "$stamp" ] || return 1
    { read -r built_times; read -r built_contents; } < "$stamp"
    [ "$(file_times)" = "$built_times" ] || [ "$(file_contents)" = "$built_contents" ]
}

# Changes when a source file does, or comes, or goes, and not when the checkout is moved.
file_times() {
    cd "$home" && find src/main pom.xml -type f -printf '%p %T@ %s\n' | LC_ALL=C sort | cksum
}

# The same for what is in the files, which takes longer.
file_contents() {
    cd "$home" && find src/main pom.xml -type f -print0 | LC_ALL=C sort -z | xargs -0 cksum | cksum
}

sources() {
    file_times
    file_contents
}

build() {
    if [ -f "$stamp" ]; then say "Building Waybill: its sources have changed ..."; else say "Building Waybill for the first time; Maven downloads its dependencies ..."; fi
    built=$(sources)
    rm -f "$stamp"
    if [ -t 2 ]; then quiet=; else quiet=-q; fi
    maven $quiet -DskipTests package >&2 || die "The build failed; the lines above say why."
    finish_build
    say "Built."
}

# What comes after Maven: the start-up cache, and the stamp that says that all is there.
finish_build() {
    jar=$home/target/waybill.jar
    "$java_home/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$jar" "$home/bin/lib/NewerPicocli.java" "$jar" 9>&- \
        || say "(Could not speed up picocli; the command line will be slower.)"
    make_aot_cache
    printf '%s\n' "${built:-$(sources)}" > "$home/target/waybill.built"
}

# Without the second compiler, whose work takes more time than it saves in a process that ends with the build. MAVEN_OPTS replaces our options: a second
# choice of a collector would keep the JVM from starting.
maven() {
    JAVA_HOME=$java_home MAVEN_OPTS=${MAVEN_OPTS:--XX:TieredStopAtLevel=1 -XX:+UseSerialGC} "$home/mvnw" -B -ntp -f "$home/pom.xml" "$@" 9>&-
}

# A cache of loaded and linked classes halves the time to start. It belongs to one JVM and one jar; without it all works.
make_aot_cache() {
    cache=$home/target/waybill.aot
    cli_cache=$home/target/waybill-cli.aot
    scratch=$(mktemp -d)
    rm -f "$cache" "$cli_cache"
    # The verbs that are walked through find their server by WAYBILL_DATA, and nothing of this user's.
    env -u WAYBILL_URL -u WAYBILL_TOKEN HOME="$scratch" WAYBILL_DATA="$scratch/data" \
        "$java_home/bin/java" -XX:AOTCacheOutput="$cache" $jvm_settings -cp "$jar" dev.waybill.Warmup "$scratch" "$cli_cache" \
        > "$home/target/aot.log" 2>&1 9>&- || say "(Could not create the start-up cache; starts will be slower. See target/aot.log)"
    rm -rf "$scratch"
}

# For a small server. Native SQLite calls pin carrier threads, so there are more of them than connections to the database. A JVM
# takes all memory of its young generation before it collects any, by default 1/192 of the machine's; what a collection of the old
# one has freed, it gives back only after several more; and what its compilers used, malloc keeps until it is trimmed.
jvm_settings="-XX:+UseSerialGC -Xmx512m -Xms40m -Xmn16m -XX:-ShrinkHeapInSteps -XX:MaxHeapFreeRatio=50 -XX:TrimNativeHeapInterval=10000
    --enable-native-access=ALL-UNNAMED -Djdk.virtualThreadScheduler.parallelism=16 -Djava.awt.headless=true"
