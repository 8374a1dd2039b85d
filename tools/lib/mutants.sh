#!/usr/bin/env bash
# Run by tools/simulate --mutants from the repository's root: in a copy of the sources one line is made wrong, and the seeds of CI must notice.
# With words, only the mutants whose names hold them. The last line says how many of the mutants were caught.
set -euo pipefail
source "$(dirname "$0")/prepare.sh"

seeds=250 only=${1:-}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
git ls-files -z | xargs -0 cp --parents -t "$folder"
cd "$folder"
git init -q .
export MIAIA_STUDY_BUILD="$folder/build/study-tests"
caught=0 all=0

build_all() {
    cmake -S sierra-study -B build/study-tests -DCMAKE_BUILD_TYPE=Release -DMIAIA_TESTS=ON >/dev/null 2>&1
    run_quietly "cmake" cmake --build build/study-tests --target miaia_study_simulation
    run_quietly "dotnet build" dotnet build tests/Simulation -c Release --nologo -v quiet \
        -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false -p:EnforceCodeStyleInBuild=false
}

# seeds_hold: runs seeds in steps, so that a mutant that is caught early costs little.
seeds_hold() {
    local first
    for ((first = 1; first <= seeds; first += 25)); do
        MIAIA_SIMULATE_OUT="$folder/out" MIAIA_SIMULATE_FIRST=$first MIAIA_SIMULATE_SEEDS=25 \
            dotnet test tests/Simulation/bin/Release/net10.0/Simulation.dll --nologo \
            --filter FullyQualifiedName=Simulation.AskedForTests.Seeds >/dev/null 2>&1 || return 1
    done
}

# mutant NAME FILE SED [FILE SED]...: where several layers hold one rule, all of them have to go.
mutant() {
    local name=$1 file
    [[ "$name" == *"$only"* ]] || return 0
    shift
    all=$((all + 1))
    git -c core.safecrlf=false add -A
    while [ $# -gt 0 ]; do
        cp "$1" "$folder/kept"
        sed -i -E "$2" "$1"
        cmp -s "$1" "$folder/kept" && fail "mutant '$name' changes nothing in $1"
        shift 2
    done
    build_all
    rm -f "$folder/out"
    if seeds_hold; then
        echo "NOT caught: $name"
    else
        caught=$((caught + 1))
        echo "caught: $name: $(grep -m1 '^seed ' "$folder/out" | cut -c1-160)"
    fi
    for file in $(git diff --name-only); do
        git checkout -q -- "$file"
    done
}

mutant "no check of the daily loss limit" engine/MiaIa.Engine/Risk/Rules/DailyLossLimit.cs 's/-worst <= limit,/worst <= limit,/'
mutant "no ceiling" engine/MiaIa.Engine/Signals/SignalSizing.cs 's/Math\.Min\(options\.CeilingContracts, /Math.Min(int.MaxValue, /' \
    engine/MiaIa.Engine/Risk/Rules/PositionCeiling.cs 's/lots <= entry\.Options\.CeilingContracts/lots > 0/'
mutant "an entry while unreconciled" engine/MiaIa.Engine/Orders/OrderTracker.cs 's/IsReconciled => WhyNot\.Length == 0;/IsReconciled => true;/' \
    engine/MiaIa.Engine/Orders/Tracking/EntryPermit.cs 's/^        return WhyNot\(\);/        return "";/'
mutant "a lost latch: the halt of the journal does not come back" engine/MiaIa.Engine.Runtime/Journal/JournalReplay.cs 's/step\.Halt\(TradingControlText.*$/break;/'
mutant "a lost fill" engine/MiaIa.Engine/Orders/Tracking/ReportIntake.cs 's/^        state\.Position\.AddOwn\(fill\.SignedLots\);/        if (fill.Role == OrderRole.Target) return;/'
mutant "a doubled fill" engine/MiaIa.Engine/Orders/Tracking/ReportIntake.cs 's/if \(confirmed < fill\.Lots\.Value\)/state.Position.AddOwn(fill.SignedLots); if (confirmed < fill.Lots.Value)/'
mutant "a failed sync is forgotten" engine/MiaIa.Engine.Runtime/Journal/EngineJournal.cs 's/_deviceFailure = \$"the device failed.*/_ = failed;/'
mutant "a command sent twice makes two orders" \
    engine/MiaIa.Engine.Host/Runner/CommandSender.cs 's/^        study\.Deliver\(command\);/        for (var twice = 0; twice < 2; twice++) study.Deliver(command);/' \
    sierra-study/MiaIaOrders.h 's/^        memory_\.Add\(command.*$//; s/memory_\.KnowsId\(command\.command_id\.chars\)/false/; s/known != nullptr \&\& id == command/false \&\& id == command/' \
    sierra-study/MiaIaOrderRules.h 's/\(facts\.entry_working\)/(false)/; s/\(held != 0\)/(false)/; s/\(facts\.position_unsettled\)/(false)/' \
    sierra-study/MiaIaAcsilTrading.h 's/sc\.AllowMultipleEntriesInSameDirection = 0/sc.AllowMultipleEntriesInSameDirection = 1/; s/sc\.AllowEntryWithWorkingOrders = 0/sc.AllowEntryWithWorkingOrders = 1/'
mutant "an exit on the wrong side" sierra-study/MiaIaFlatten.h 's/exit\.buy = sent\.buy;/exit.buy = !sent.buy;/'
mutant "a forgotten cancel" sierra-study/MiaIaFlatten.h 's/^            watch\.Cancel\(call, order\);/            (void)call;/'
mutant "one position an instrument, not an account" engine/MiaIa.Engine/Risk/Rules/OpenPosition.cs \
    's/= entry\.Ledger\.Engaged \+/= (entry.Ledger.LotsOf(entry.Slot) != 0 || entry.Ledger.HasOpenEntry(entry.Slot) ? 1 : 0) +/'
mutant "a ledger that counts the profit of its first instrument only" engine/MiaIa.Engine/Accounts/AccountLedger.cs \
    's/RealizedCents \+= effect\.RealizedCents/RealizedCents += slot != 0 ? 0 : effect.RealizedCents/'
mutant "an execution counts once for all instruments" engine/MiaIa.Engine/Accounts/AccountLedger.cs \
    's/= fill\.Key \^ unchecked.*$/= fill.Key;/'
mutant "a study that reads touches what the other one made" sierra-study/MiaIaOrders.h 's/return responsible_ /return (responsible_ || link_.reader) /'

[ "$all" -gt 0 ] || fail "no mutant's name holds '$only'"
echo "$caught of $all mutants caught"
[ "$caught" -eq "$all" ]
