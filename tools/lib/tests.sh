# Sourced by tools/test and tools/long after prepare.sh: runs test programs, keeps their results and adds them up.

results=$(mktemp -d)
declare -A ctest_pids=()
trap 'stop_load; [ ${#ctest_pids[@]} -eq 0 ] || kill "${ctest_pids[@]}"; rm -rf "$results"' EXIT
mkdir "$results/trx"
touch "$results/failed" "$results/times"

# step NAME: begins a step; the time that the one before took, and what it took of the processors, are kept for the end.
step() {
    end_step
    step_name=$1 step_began=$SECONDS step_processor=$(processor_seconds)
    say "$1"
}
end_step() {
    [ -z "${step_name:-}" ] || printf '%6d s  %6d s of processors  %s\n' \
        $((SECONDS - step_began)) $(($(processor_seconds) - step_processor)) "$step_name" >>"$results/times"
    step_name=
}
# processor_seconds: what the ended programs below this shell have used of all processors.
processor_seconds() { awk '{ printf "%d", ($16 + $17) / ticks }' ticks="$(getconf CLK_TCK)" /proc/$$/stat; }

# begin_ctest NAME FOLDER CTEST_OPTION...: keeps going after a failure, so that one run shows everything. The tests that take long wait for the wall's
# clock: so more of them run than there are processors, and something else beside them.
begin_ctest() {
    local name=$1 folder=$2
    shift 2
    ctest --test-dir "$folder" --output-on-failure --no-tests=error -j $((4 * $(nproc))) --output-junit "$results/$name.xml" "$@" \
        >"$results/$name.log" 2>&1 &
    ctest_pids[$name]=$!
}
# end_ctest NAME: waits for it.
end_ctest() {
    wait "${ctest_pids[$1]}" || { echo "ctest $1" >>"$results/failed"; cat "$results/$1.log"; }
    unset "ctest_pids[$1]"
    printf '%s: %s\n' "$1" "$(grep -E "tests passed|tests failed" "$results/$1.log" || true)"
}
run_ctest() {
    begin_ctest "$@"
    end_ctest "$1"
}

# run_assembly FILTER NAME [PART]: one C# test project that is built, or a part of it, which is a filter too. Its output is shown when it ends, so that
# two can run beside each other.
run_assembly() {
    local name=$2 part=${3:-} began=$SECONDS log
    log=$(mktemp "$results/$name-XXXXXX")
    dotnet test "tests/$name/bin/Release/net10.0/$name.dll" --nologo --filter "($1)${part:+&($part)}" --logger "console;verbosity=minimal" \
        --logger "trx;LogFileName=$(basename "$log").trx" --results-directory "$results/trx" \
        -- RunConfiguration.TreatNoTestsAsError=true >"$log" 2>&1 || echo "dotnet test $name $part" >>"$results/failed"
    printf '\n-- %s %s, %d s (%d s of processors)\n%s\n' "$name" "$part" $((SECONDS - began)) "$(processor_seconds)" \
        "$(grep -vE '^(Starting test|A total of|Results File)|^$' "$log")"
}

# What waits for the wall's clock the longest, in the order of its length; of two the parts run beside each other, in processes of their own.
long_assemblies="Kills FullyQualifiedName~Kills.KillTests
Kills FullyQualifiedName!~Kills.KillTests
MiaIa.Engine.Web.Tests
MiaIa.Engine.Host.Tests FullyQualifiedName!~Host.Tests.Sessions
MiaIa.Engine.Host.Tests FullyQualifiedName~Host.Tests.Sessions
MiaIa.Cli.Tests
MiaIa.GatewaySim.Tests"

# run_assemblies FILTER: all of them, as many beside each other as there are processors and two more, because half of the time of the longest is waits.
# Those come first, so that none is alone at the end. Of the rest the one with the most source. They stand back for what runs beside them.
run_assemblies() {
    local project
    export -f run_assembly processor_seconds
    export results
    {
        printf '%s\n' "$long_assemblies"
        for project in tests/*/*.csproj; do
            [ "$project" = tests/Performance/Performance.csproj ] || grep -qwF "$(basename "$project" .csproj)" <<<"$long_assemblies" ||
                echo "$(find "$(dirname "$project")" -name '*.cs' -not -path '*/obj/*' | wc -l) $(basename "$project" .csproj)"
        done | sort -rn | cut -d' ' -f2
    } | nice xargs -P $(($(nproc) + 2)) -L1 bash -c 'run_assembly "$@"' _ "$1"
}

# start_load, stop_load: four busy loops and a writer that waits for the disk, beside whatever runs meanwhile.
start_load() {
    load_pids=()
    local i
    for i in 1 2 3 4; do
        while :; do :; done &
        load_pids+=($!)
    done
    while :; do dd if=/dev/zero of="$results/load" bs=1M count=64 conv=fsync status=none; done &
    load_pids+=($!)
}
stop_load() {
    [ -z "${load_pids:-}" ] || kill "${load_pids[@]}"
    [ -z "${load_pids:-}" ] || wait "${load_pids[@]}" 2>/dev/null || true
    load_pids=
}

# add: the sum of the numbers on standard input; 0 without any.
add() { { grep -oE '[0-9]+' || true; } | awk '{ n += $1 } END { print n + 0 }'; }
# trx NAME, junit NAME: one counter, summed over every result file of C# and of C++.
trx() { { find "$results/trx" -name '*.trx' -exec grep -hoE '<Counters [^>]*>' {} + || true; } | { grep -oE " $1=\"[0-9]+\"" || true; } | add; }
junit() { find "$results" -maxdepth 1 -name '*.xml' -exec cat {} + | tr '\n' ' ' | { grep -oE '<testsuite [^>]*>' || true; } | { grep -oE "[[:space:]]$1=\"[0-9]+\"" || true; } | add; }

# sum_up: the times, what failed, and "N passed, N failed, N skipped" as the last line; fails when anything did.
sum_up() {
    end_step
    printf '\nTime of each step:\n%s\n%6d s  in all\n' "$(cat "$results/times")" "$SECONDS"
    local skipped failed passed
    skipped=$(( $(trx total) - $(trx executed) + $(junit skipped) + $(junit disabled) ))
    failed=$(( $(trx failed) + $(trx error) + $(trx timeout) + $(trx aborted) + $(junit failures) ))
    passed=$(( $(trx passed) + $(junit tests) - $(junit failures) - $(junit skipped) - $(junit disabled) ))
    if [ -s "$results/failed" ]; then
        python3 -B tools/lib/failed_tests.py "$results" || echo "the results' files could not be read"
        printf '\nfailed: %s\n' "$(paste -sd, "$results/failed")"
        [ "$failed" -gt 0 ] || failed=1
    fi
    printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
    [ "$failed" -eq 0 ]
}
