// A study that trades, in the whole host: three sides count the same fills, the study, the host's lines and its totals.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <map>
#include <sstream>

#include "probe_run.h"
#include "sample_files.h"

namespace miaia::host::test {
namespace {

int64_t Value(const std::string& line, const std::string& name) {
    const size_t at = line.find("\"" + name + "\":");
    return at == std::string::npos ? INT64_MIN : std::atoll(line.c_str() + at + name.size() + 3);
}

struct Counted {
    int64_t fills = 0;
    int64_t lots = 0;
    int64_t cash_ticks = 0;
    int64_t worst_lots = 0;
    std::map<int64_t, int64_t> entry_lots;  // by order
};

Counted CountFills(const std::string& out) {
    Counted counted;
    std::istringstream lines(out);
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind("{\"type\":\"fill\"", 0) != 0)
            continue;
        const int side = line.find("\"side\":\"buy\"") != std::string::npos ? 1 : -1;
        ++counted.fills;
        counted.lots += side * Value(line, "lots");
        counted.cash_ticks -= side * Value(line, "lots") * Value(line, "price_ticks");
        counted.worst_lots = std::max(counted.worst_lots, std::abs(counted.lots));
        EXPECT_EQ(Value(line, "position_lots"), counted.lots) << line;
    }
    return counted;
}

class TraderRun : public testing::Test {
protected:
    TraderRun() : scid_(folder_.File("ESH24_FUT_CME.scid")) { Write(scid_, ScidBytes(Tape(12000))); }

    // With a script of these lines; orders that ended are forgotten soon, so that the study has short lists to look through.
    std::string Script(const std::string& lines) {
        const std::string file = folder_.File("script.yaml");
        WriteText(file, "behaviour: {forget-finished-ms: 50}\n" + lines);
        return file;
    }

    // The trader instead of the probe: the last --study counts.
    ProbeRun Trade(std::vector<std::string> arguments, const std::string& script = "") {
        arguments.insert(arguments.begin(), {"--study", MIAIA_TRADER_STUDY, "--orders", Script(script)});
        const ProbeRun run = RunProbe(arguments);
        EXPECT_EQ(run.exit_code, 0) << run.errors;
        EXPECT_EQ(run.Summaries().size(), 1u);
        return run;
    }

    void ExpectTheSameEverywhere(const ProbeRun& run) {
        const std::string seen = run.Summaries().at(0);
        const Counted counted = CountFills(run.out);
        EXPECT_EQ(std::stoll(ProbeRun::Field(seen, "fills")), counted.fills);
        EXPECT_EQ(std::stoll(ProbeRun::Field(seen, "lots")), counted.lots);
        EXPECT_EQ(std::stoll(ProbeRun::Field(seen, "cash")), counted.cash_ticks);
        EXPECT_EQ(std::stoll(ProbeRun::Field(seen, "position")), counted.lots);
        const std::string end = run.out.substr(run.out.rfind("{\"type\":\"end\""));
        EXPECT_EQ(Value(end, "fills"), counted.fills);
        EXPECT_EQ(Value(end, "position_lots"), counted.lots);
        EXPECT_TRUE(counted.lots != 0 || Value(end, "profit_ticks") == counted.cash_ticks);
        // In whole dollars.
        EXPECT_NEAR(std::stod(ProbeRun::Field(seen, "daily")), static_cast<double>(Value(end, "profit_ticks")) * 12.5, 0.51);
    }

    TemporaryFolder folder_;
    std::string scid_;
};

TEST_F(TraderRun, Trades_all_day_in_simulation_and_everybody_counts_the_same) {
    const ProbeRun run = Trade({"--scid", scid_, "--trading", "sim", "--input", "Stop ticks=2", "--input", "Target ticks=3"});
    const std::string seen = run.Summaries().at(0);
    ExpectTheSameEverywhere(run);
    EXPECT_EQ(ProbeRun::Field(seen, "symbol"), "[Sim]ESH24_FUT_CME");
    EXPECT_GT(ProbeRun::Count(seen, "entries"), 1000u);
    EXPECT_EQ(ProbeRun::Count(seen, "worst"), 1u);
    EXPECT_EQ(ProbeRun::Field(seen, "last_refusal"), "-8998") << "only while the chart has one bar";
}

TEST_F(TraderRun, The_same_run_gives_the_same_lines) {
    const auto orders = [&](const char* seed) {
        const ProbeRun run =
            Trade({"--scid", scid_, "--trading", "sim", "--seed", seed, "--input", "Stop ticks=2", "--input", "Target ticks=3"},
                  "- {on: any, do: delay-ack, ms: 70, chance: 0.2, times: all}");
        std::string all;
        std::istringstream lines(run.out);
        for (std::string line; std::getline(lines, line);)
            if (line.rfind("{\"type\":\"fill\"", 0) == 0 || line.rfind("{\"type\":\"order", 0) == 0)
                all += line + "\n";
        return all;
    };
    const std::string first = orders("1");
    EXPECT_GT(first.size(), 100000u);
    EXPECT_TRUE(first == orders("1"));
    EXPECT_FALSE(first == orders("2"));
}

TEST_F(TraderRun, Off_and_the_trap_are_told_apart_by_the_study) {
    const ProbeRun off = Trade({"--scid", scid_});
    EXPECT_EQ(ProbeRun::Field(off.Summaries().at(0), "last_refusal"), "-8994");
    EXPECT_EQ(off.Reported("end", "fills"), 0u);
    // Without simulation and without the trade service the orders fill, and the position is not theirs: it enters again and again.
    const ProbeRun trap = Trade({"--scid", scid_, "--trading", "live", "--account", "A1", "--input", "Stop ticks=2", "--input",
                                 "Target ticks=3", "--event", "server-lost@100"});
    EXPECT_GT(trap.Reported("end", "fills"), 0u);
    EXPECT_EQ(trap.Reported("end", "position_lots"), 0u);
    EXPECT_EQ(ProbeRun::Field(trap.Summaries().at(0), "symbol"), "ESH24_FUT_CME");
    EXPECT_EQ(ProbeRun::Field(trap.Summaries().at(0), "fills"), "0");
}

TEST_F(TraderRun, Live_orders_wait_while_the_server_is_lost) {
    const ProbeRun run = Trade({"--scid", scid_, "--trading", "live", "--account", "A1", "--input", "Stop ticks=2", "--input",
                                "Target ticks=3", "--input", "Send to trade service=yes"},
                               "- {at: 80, do: server-lost, ms: 10000}");
    ExpectTheSameEverywhere(run);
    EXPECT_EQ(CountFills(run.out).worst_lots, 1);
    EXPECT_GT(run.Reported("end", "fills"), 1000u);
}

TEST_F(TraderRun, A_chart_that_changes_its_symbol_trades_no_more) {
    const ProbeRun run = Trade(
        {"--scid", scid_, "--trading", "sim", "--event", "symbol-changed@80", "--input", "Stop ticks=2", "--input", "Target ticks=3"});
    const std::string seen = run.Summaries().at(0);
    EXPECT_EQ(ProbeRun::Field(seen, "symbol"), "[Sim]NQH24_FUT_CME");
    EXPECT_EQ(ProbeRun::Field(seen, "fills"), "0");
    EXPECT_EQ(ProbeRun::Field(seen, "last_refusal"), "-1");
    EXPECT_GT(run.Reported("end", "fills"), 100u);
}

TEST_F(TraderRun, A_bad_script_ends_with_code_2_and_names_its_line) {
    const std::string script = folder_.File("bad.yaml");
    WriteText(script, "steps:\n- {do: explode}\n");
    EXPECT_EQ(RunProbe({"--scid", scid_, "--orders", script}).exit_code, 2);
    EXPECT_NE(RunProbe({"--scid", scid_, "--orders", script}).errors.find("bad.yaml: line 2: do: explode is not one of"),
              std::string::npos);
    EXPECT_NE(RunProbe({"--scid", scid_, "--orders", folder_.File("none")}).errors.find("none: cannot be opened"), std::string::npos);
}

TEST_F(TraderRun, A_replay_that_begins_again_forgets_what_was_traded) {
    const ProbeRun run =
        Trade({"--scid", scid_, "--trading", "sim", "--replay-restart-at", "100", "--input", "Stop ticks=2", "--input", "Target ticks=3"});
    const std::string seen = run.Summaries().at(0);
    EXPECT_EQ(std::stoull(ProbeRun::Field(seen, "fills")), run.Reported("end", "fills"));
    EXPECT_LT(run.Reported("end", "fills"), static_cast<uint64_t>(run.Lines("{\"type\":\"fill\"")));
}

TEST_F(TraderRun, Trades_a_real_hour_against_its_real_book) {
    const std::string scid = RealFile("es-2023-12-25/ESH24_FUT_CME.scid");
    const std::string depth = RealFile("es-2023-12-25/ESH24_FUT_CME.2023-12-25.depth");
    if (scid.empty() || depth.empty())
        GTEST_SKIP() << "no data at shared/data (or MIAIA_DATA)";
    const ProbeRun run = Trade({"--scid", scid, "--depth", depth, "--trading", "sim", "--input", "Lots=2", "--input", "Stop ticks=4",
                                "--input", "Target ticks=4"});
    ExpectTheSameEverywhere(run);
    EXPECT_GT(run.Reported("end", "fills"), 20u);
    EXPECT_EQ(CountFills(run.out).worst_lots, 2);
}

}  // namespace
}  // namespace miaia::host::test
