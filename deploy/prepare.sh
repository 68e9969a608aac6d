# What ./run and ./test do before they start anything: install, build. To be sourced; works from the
# repository's root. Everything it says goes to standard error. It asks the network for nothing that is there.

say() { printf '%s\n' "$*" >&2; }
give_up() {
    say "$@"
    exit 1
}

# The Debian packages of the lists given that are missing. A Node.js from elsewhere is as good as Debian's.
missing_packages() {
    local package
    for package in $(cat "$@" | sed 's/#.*//'); do
        case $package in
            nodejs) command -v node >/dev/null && continue ;;
            npm) command -v npm >/dev/null && continue ;;
        esac
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s\n' "$package"
    done
}

install_packages() {
    command -v dpkg-query >/dev/null || give_up "Okno is built on Debian 12; this system has no Debian packages."
    local missing as_root=()
    missing=$(missing_packages "$@" | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null ||
            give_up "Debian packages are missing. Please run this as root first:  apt-get install $missing"
        as_root=(sudo)
    fi
    say "Installing Debian packages: $missing"
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get)
    # A machine that lives for one run of CI need not have each file of each package on the disk at once.
    [ "${CI:-}" != true ] || apt+=(-o Dpkg::Options::=--force-unsafe-io)
    # A foreign source that does not answer is no reason to stop: Debian's own may be there all the same.
    "${apt[@]}" update -qq >&2 || say "Some package lists could not be fetched; going on with those there are."
    # shellcheck disable=SC2086 -- a list of words
    "${apt[@]}" install -y -qq --no-install-recommends $missing >&2 ||
        give_up "The packages above could not be installed. Is the network there? They are needed only once."
}

# `configure PRESET [cmake arguments]`
configure() {
    local preset=$1
    shift
    local output
    output=$(cmake --preset "$preset" "$@" 2>&1) || give_up "$output"
}

# `build PRESET [targets]`. What ccache compiled in one checkout it need not compile in another.
build() {
    local preset=$1
    shift
    local -x CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=true
    local targets=()
    [ $# = 0 ] || targets=(--target "$@")
    say "Building ($preset)..."
    cmake --build "build/$preset" "${targets[@]}" >&2 || give_up "The build failed; the reason stands above."
}

# npm packages of a folder, when its lock file is not the one that was installed last. Not "npm ci": that insists
# on the packages of every foreign platform, and a registry's mirror need not have them. The lock file holds all the same.
install_modules() {
    local folder=$1
    cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed-lock.json" && return 0
    say "Installing the npm packages of $folder"
    (cd "$folder" && npm install --no-save --no-audit --no-fund --prefer-offline >&2) ||
        give_up "The npm packages of $folder could not be installed. Is the network there? They are needed only once."
    cp "$folder/package-lock.json" "$folder/node_modules/.installed-lock.json"
}

build_pages() {
    local web=console/web
    install_modules $web
    if [ ! -e $web/dist/index.html ] ||
        [ -n "$(find $web -path $web/node_modules -prune -o -path $web/dist -prune -o -type f -newer $web/dist/index.html -print -quit)" ]; then
        say "Building the web pages..."
        (cd $web && npm run --silent build >&2) || give_up "The web pages could not be built; the reason stands above."
    fi
}

# Two preparations at once would build over each other: the second waits. Freed when the script ends or execs.
one_at_a_time() {
    mkdir -p build
    exec 9>build/.lock
    flock -n 9 && return 0
    say "Another ./run or ./test is building here; waiting for it."
    flock 9
}
let_others_build() { exec 9>&-; }
