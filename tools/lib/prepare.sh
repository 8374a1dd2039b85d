# Sourced by the commands of tools/: moves to the repository's root, installs what is missing, builds.
# Everything that these commands need on a bare Debian machine with the .NET 10 SDK is named in this file.

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

say() { printf '\n== %s\n' "$*"; }
fail() { printf '\nerror: %s\n' "$*" >&2; exit 1; }

# run_quietly LABEL COMMAND...: shows a long command's output only when it fails.
run_quietly() {
    local label=$1 log status=0
    shift
    log=$(mktemp)
    "$@" >"$log" 2>&1 || status=$?
    if [ "$status" -ne 0 ]; then
        cat "$log" >&2
        rm -f "$log"
        fail "$label failed with exit code $status; its output is above"
    fi
    rm -f "$log"
}

# install_packages PACKAGE...: Debian packages that are not there yet, as root or through sudo.
install_packages() {
    local missing=() package sudo=()
    command -v dpkg-query >/dev/null || fail "this is not a Debian system: install by hand what corresponds to: $*"
    for package in "$@"; do
        dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "cannot install as $(id -un), and there is no sudo. As root: apt-get install ${missing[*]}"
        sudo=(sudo)
    fi
    say "Installing ${missing[*]}"
    refresh_packages
    run_quietly "apt-get install" "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

# install_test_packages: what the tests need beside the SDK.
install_test_packages() {
    install_packages libzmq5 g++ cmake make \
        libgtest-dev libgmock-dev libprotobuf-dev protobuf-compiler g++-mingw-w64-x86-64 wine wine64 clang-format \
        python3 python3-grpcio python3-numpy python3-protobuf python3-zmq chromium \
        slurmctld slurmd slurm-client munge
    fetch_promtool
}

# fetch_promtool: promtool alone, into build, out of Debian's package of Prometheus: that one would bring a server along and start it.
fetch_promtool() {
    local folder
    [ ! -x build/promtool ] && ! command -v promtool >/dev/null || return 0
    say "Fetching promtool"
    folder=$(mktemp -d)
    (cd "$folder" && apt-get download -qq prometheus >/dev/null 2>&1) ||
        { refresh_packages && (cd "$folder" && run_quietly "apt-get download" apt-get download -qq prometheus); }
    dpkg-deb --fsys-tarfile "$folder"/prometheus_*.deb | tar -x -C "$folder" ./usr/bin/promtool
    mkdir -p build
    mv "$folder/usr/bin/promtool" build/promtool
    rm -rf "$folder"
}

# refresh_packages: Debian's lists of them, as root or through sudo.
refresh_packages() {
    local sudo=()
    [ "$(id -u)" -eq 0 ] || sudo=(sudo)
    "${sudo[@]}" apt-get update -qq || fail "apt-get update failed: is the machine connected?"
}

# require_node: the page is bundled while the engine is built.
require_node() {
    command -v node >/dev/null || install_packages nodejs
    command -v npm >/dev/null || install_packages npm
    node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' ||
        fail "Node.js 20.19 or newer is needed to bundle the page, this is $(node --version): https://nodejs.org"
}

require_dotnet() {
    command -v dotnet >/dev/null || fail "the .NET 10 SDK is not on PATH: https://dotnet.microsoft.com/download"
    dotnet --list-sdks | grep -q '^10\.' || fail "the .NET 10 SDK is missing; found only: $(dotnet --list-sdks | tr '\n' ' ')"
}

# build_study FOLDER TARGET CMAKE_OPTION...: the study and its host; with -DMIAIA_TESTS=ON also their tests, by the target miaia_programs without
# those of C++.
build_study() {
    local folder=$1 target=$2
    shift 2
    run_quietly "cmake" cmake -S sierra-study -B "$folder" "$@"
    run_quietly "the C++ build" cmake --build "$folder" --target "$target" -j "$(nproc)"
}
