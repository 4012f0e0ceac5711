# Shared by the commands in bin/, which source it with "home" set to the checkout. Plain POSIX sh.

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# Sets java_home to a JDK 25 or newer, although an older one may come first in the PATH.
find_jdk() {
    for candidate in "${JAVA_HOME:-}" "$(on_path_home)" /usr/lib/jvm/*25* /usr/lib/jvm/*2[6-9]* /opt/*jdk*25*; do
        if [ -n "$candidate" ] && [ -x "$candidate/bin/java" ] && is_new_enough "$candidate"; then
            java_home=$candidate
            return 0
        fi
    done
    die "Waybill needs a JDK 25, and there is none in JAVA_HOME, the PATH or /usr/lib/jvm.
Install one: https://adoptium.net/installation/ or, where your distribution has it:
    apt-get install openjdk-25-jdk-headless
Then try again, with JAVA_HOME set if it lies elsewhere."
}

on_path_home() {
    on_path=$(command -v java 2> /dev/null) || return 0
    dirname "$(dirname "$(readlink -f "$on_path")")"
}

# Reads the file "release" of a JDK, which costs nothing, rather than start it.
is_new_enough() {
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2> /dev/null)
    [ "${version:-0}" -ge 25 ] && [ -x "$1/bin/javac" ]
}

need_git() {
    command -v git > /dev/null 2>&1 || die "Waybill needs git, and it is not in the PATH. Install it: apt-get install git"
}

# Builds the jar when it is missing or older than its sources; one build at a time.
build_when_needed() {
    jar=$home/target/waybill.jar
    is_fresh && return 0
    mkdir -p "$home/target"
    if command -v flock > /dev/null 2>&1; then
        exec 9> "$home/target/.build-lock"
        flock 9
        is_fresh || build
        exec 9>&-
    else
        build
    fi
}

is_fresh() {
    [ -f "$jar" ] && [ -z "$(find "$home/src/main" "$home/pom.xml" -newer "$jar" -print 2> /dev/null | head -n 1)" ]
}

build() {
    if [ -f "$jar" ]; then say "Building Waybill: its sources have changed ..."; else say "Building Waybill for the first time: this takes some minutes ..."; fi
    maven -q -DskipTests package >&2 || die "The build failed; the lines above say why."
    make_aot_cache
    say "Built."
}

# Progress is shown by Maven's own lines when a person watches.
maven() {
    JAVA_HOME=$java_home "$home/mvnw" -B -ntp -f "$home/pom.xml" "$@" 9>&-
}

# A cache of loaded and linked classes halves the time to start. It belongs to one JVM and one jar; without it all works.
make_aot_cache() {
    cache=$home/target/waybill.aot
    scratch=$(mktemp -d)
    rm -f "$cache"
    "$java_home/bin/java" -XX:AOTCacheOutput="$cache" $jvm_settings -cp "$jar" dev.waybill.Warmup "$scratch" \
        > "$home/target/aot.log" 2>&1 9>&- || say "(No start-up cache could be made; starts are slower. See target/aot.log)"
    rm -rf "$scratch"
}

# For a small server. Native SQLite calls pin carrier threads, so there are more of them than connections to the database.
jvm_settings="-XX:+UseSerialGC -Xmx512m -XX:TieredStopAtLevel=4 --enable-native-access=ALL-UNNAMED
    -Djdk.virtualThreadScheduler.parallelism=16 -Djava.awt.headless=true"
