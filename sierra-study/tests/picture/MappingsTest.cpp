// What other studies on the chart say, as it goes out; and a bridge that is started when nothing answers.
#include "MappingsFixture.h"

#ifndef _WIN32
#include <chrono>
#include <sys/stat.h>
#include <sys/wait.h>
#endif

#include <thread>

using namespace miaia;
using namespace miaia::tests;

namespace {

struct CountingLauncher {
    static inline int starts = 0;
    static inline Started answer = Started::Yes;
    static inline std::string path;
    static inline std::string argument;
    static inline int ended_with = -1;
    static Started Start(const char* program_path, const char* told, uint16_t, StartedProgram& program) {
        ++starts;
        path = program_path;
        argument = told;
        program.of_system = 1;
        return answer;
    }
    static bool HasEnded(StartedProgram& program, int& exit_code) {
        if (ended_with < 0)
            return false;
        exit_code = ended_with;
        Forget(program);
        return true;
    }
    static void Forget(StartedProgram& program) { program = StartedProgram(); }
};

}  // namespace

TEST(Mappings, A_value_of_a_closed_bar_is_a_pattern_with_direction_and_strength) {
    MappingsFixture f;
    f.Map(0, 7, "delta_flip", MappingRule::Sign, 4);
    f.Close({{7, -2}});
    ASSERT_EQ(f.Patterns().size(), 1u);
    EXPECT_EQ(f.Patterns()[0].name(), "delta_flip");
    EXPECT_EQ(f.Patterns()[0].direction(), v1::DIRECTION_SHORT);
    EXPECT_DOUBLE_EQ(f.Patterns()[0].strength(), 0.5);
    EXPECT_FALSE(f.Patterns()[0].history());
    EXPECT_EQ(f.Patterns()[0].observed_unix_us(), f.chart.facts.market_unix_us);
    for (int i = 0; i < 50; ++i)
        f.Call();
    EXPECT_EQ(f.Patterns().size(), 1u) << "once a bar";
    f.Close({{7, 0}});
    EXPECT_EQ(f.Patterns().size(), 1u) << "0 says nothing";
    f.Close({{7, 100}});
    EXPECT_EQ(f.Patterns()[1].direction(), v1::DIRECTION_LONG);
    EXPECT_DOUBLE_EQ(f.Patterns()[1].strength(), 1);
}

TEST(Mappings, Each_rule_gives_its_direction) {
    const struct {
        MappingRule rule;
        double value;
        v1::Direction direction;
    } cases[] = {{MappingRule::Sign, 1, v1::DIRECTION_LONG},
                 {MappingRule::SignReversed, 1, v1::DIRECTION_SHORT},
                 {MappingRule::SignReversed, -1, v1::DIRECTION_LONG},
                 {MappingRule::AlwaysLong, -1, v1::DIRECTION_LONG},
                 {MappingRule::AlwaysShort, 1, v1::DIRECTION_SHORT}};
    for (const auto& one : cases) {
        MappingsFixture f;
        f.Map(3, 9, "a_name", one.rule);
        f.Close({{9, one.value}});
        ASSERT_EQ(f.Patterns().size(), 1u);
        EXPECT_EQ(f.Patterns()[0].direction(), one.direction);
    }
}

TEST(Mappings, Values_alone_travel_together_and_each_name_once) {
    MappingsFixture f;
    f.Map(0, 7, "heat", MappingRule::ValueOnly);
    f.Map(1, 8, "cold", MappingRule::ValueOnly);
    f.Map(2, 8, "heat", MappingRule::ValueOnly);
    f.Close({{7, 0}, {8, -3.5}});
    const auto frames = f.Link().OfKind(v1::StudyFrame::kStudyValues);
    ASSERT_EQ(frames.size(), 1u);
    const v1::StudyValues& values = frames[0].study_values();
    ASSERT_EQ(values.name_size(), 2);
    ASSERT_EQ(values.value_size(), 2);
    EXPECT_EQ(values.name(0), "heat");
    EXPECT_DOUBLE_EQ(values.value(0), 0);
    EXPECT_DOUBLE_EQ(values.value(1), -3.5);
    EXPECT_TRUE(f.Patterns().empty());
}

TEST(Mappings, What_Sierra_says_was_stacked_and_pulled_goes_with_the_newest_closed_bar) {
    const int all = static_cast<int>(MappingSettings::Capacity);
    MappingsFixture f;
    f.Close({});
    EXPECT_TRUE(f.Link().OfKind(v1::StudyFrame::kStudyValues).empty()) << "Sierra says none";
    for (int i = 0; i < all; ++i)
        f.Map(i, 7, ("value_" + std::to_string(i)).c_str(), MappingRule::ValueOnly);
    f.chart.stacked_bid = 120;
    f.chart.stacked_ask = -35;
    f.AddBar();
    f.Close({{7, 2}});
    const auto frames = f.Link().OfKind(v1::StudyFrame::kStudyValues);
    const auto& newest = frames.back().study_values();
    ASSERT_EQ(newest.name_size(), all + 2);
    EXPECT_EQ(newest.name(all), "sierra_stacked_bid");
    EXPECT_EQ(newest.name(all + 1), "sierra_stacked_ask");
    EXPECT_DOUBLE_EQ(newest.value(all), 120);
    EXPECT_DOUBLE_EQ(newest.value(all + 1), -35);
    for (size_t i = 0; i + 1 < frames.size(); ++i)
        EXPECT_LE(frames[i].study_values().name_size(), all) << "of now, not of the bar before";
}

TEST(Mappings, What_is_off_gone_or_no_number_says_nothing) {
    MappingsFixture f;
    f.Map(0, 7, "");
    f.Map(1, 99, "gone");
    f.Map(2, 8, "Not A Name");
    f.Map(3, 9, "no_number");
    f.Map(4, 10, "no_scale", MappingRule::Sign, 0);
    f.Close({{7, 1}, {8, 1}, {9, std::nan("")}, {10, 1}});
    f.Close({{7, 1}, {8, 1}, {9, std::nan("")}, {10, 1}});
    for (const v1::Pattern& pattern : f.Patterns()) {
        EXPECT_EQ(pattern.name(), "no_scale");
        EXPECT_DOUBLE_EQ(pattern.strength(), 1);
    }
    EXPECT_EQ(std::count_if(f.chart.log.begin(), f.chart.log.end(),
                            [](const std::string& line) { return line.find("Not A Name") != std::string::npos; }),
              1);
}

TEST(Mappings, Bars_of_a_recalculation_or_a_download_are_history_and_say_nothing) {
    MappingsFixture f;
    f.Map(0, 7, "delta_flip");
    f.chart.facts.recalculating = true;
    f.Close({{7, 1}});
    f.chart.facts.recalculating = false;
    f.chart.facts.downloading = true;
    f.Close({{7, 1}});
    f.chart.facts.downloading = false;
    EXPECT_TRUE(f.Patterns().empty());
    f.Close({{7, 1}});
    EXPECT_EQ(f.Patterns().size(), 1u);
}

TEST(BridgeStarter, The_bridge_is_started_once_when_nothing_answers_for_three_seconds) {
    CountingLauncher::starts = 0;
    BridgeStarter<CountingLauncher> starter;
    LogLines log;
    ChartFacts chart;
    chart.endpoint = "tcp://127.0.0.1:5557";
    starter.Look(chart, false, 1, log);
    EXPECT_EQ(CountingLauncher::starts, 0) << "no program was named";
    chart.bridge_path = "/opt/miaia/bridge";
    int64_t now = 10;
    for (; now < 2900000000; now += 100000000)
        starter.Look(chart, false, now, log);
    EXPECT_EQ(CountingLauncher::starts, 0);
    for (int i = 0; i < 100; ++i, now += 100000000)
        starter.Look(chart, false, now, log);
    EXPECT_EQ(CountingLauncher::starts, 1);
    ASSERT_EQ(log.count, 1u);
    EXPECT_NE(std::strstr(log.line[0].chars, "this study has started /opt/miaia/bridge"), nullptr);
}

TEST(BridgeStarter, The_bridge_is_told_where_to_listen_and_its_end_is_told_once) {
    BridgeStarter<CountingLauncher> starter;
    LogLines log;
    ChartFacts chart;
    chart.endpoint = "tcp://127.0.0.1:22888";
    chart.bridge_path = "/opt/miaia/bridge";
    int64_t second = 1;
    for (; second < 10; ++second)
        starter.Look(chart, false, second * 1000000000, log);
    EXPECT_EQ(CountingLauncher::argument, "--StudyEndpoint=tcp://127.0.0.1:22888");
    ASSERT_EQ(log.count, 1u);
    CountingLauncher::ended_with = 3;
    for (; second < 20; ++second)
        starter.Look(chart, false, second * 1000000000, log);
    CountingLauncher::ended_with = -1;
    ASSERT_EQ(log.count, 2u);
    EXPECT_NE(std::strstr(log.line[1].chars, "has ended with exit code 3"), nullptr) << log.line[1].chars;
}

TEST(BridgeStarter, A_path_as_the_Explorer_copies_it_loses_its_quotes) {
    for (const char* const given : {"\"/opt/mia ia/bridge\"", "/opt/mia ia/bridge"}) {
        CountingLauncher::starts = 0;
        BridgeStarter<CountingLauncher> starter;
        LogLines log;
        ChartFacts chart;
        chart.endpoint = "tcp://127.0.0.1:5557";
        chart.bridge_path = given;
        for (int64_t second = 1; second < 10; ++second)
            starter.Look(chart, false, second * 1000000000, log);
        EXPECT_EQ(CountingLauncher::starts, 1);
        EXPECT_EQ(CountingLauncher::path, "/opt/mia ia/bridge");
    }
}

TEST(BridgeStarter, Nobody_is_started_beside_one_that_answers) {
    CountingLauncher::starts = 0;
    BridgeStarter<CountingLauncher> starter;
    LogLines log;
    ChartFacts chart;
    chart.endpoint = "tcp://127.0.0.1:5557";
    chart.bridge_path = "/opt/miaia/bridge";
    starter.Look(chart, false, 1, log);
    starter.Look(chart, true, 1000000000, log);
    for (int64_t second = 2; second < 100; ++second)
        starter.Look(chart, false, second * 1000000000, log);
    EXPECT_EQ(CountingLauncher::starts, 0) << "whoever closes the bridge means it";
}

#ifndef _WIN32
TEST(BridgeStarter, The_systems_launcher_runs_a_program_and_refuses_a_second_one_of_the_same_port) {
    const std::string folder = testing::TempDir();
    const std::string sign = folder + "miaia-starter-" + std::to_string(getpid());
    const char* const before = std::getenv("TMPDIR");
    const std::string kept = before == nullptr ? "" : before;
    setenv("TMPDIR", folder.c_str(), 1);
    const std::string program = sign + ".sh";
    std::FILE* const file = std::fopen(program.c_str(), "w");
    std::fprintf(file, "#!/bin/sh\necho \"$1\" >> %s.out\nexit 3\n", sign.c_str());
    std::fclose(file);
    chmod(program.c_str(), 0700);
    const uint16_t port = static_cast<uint16_t>(20000 + getpid() % 20000);
    StartedProgram started;
    StartedProgram other;
    EXPECT_EQ(SystemLauncher::Start(program.c_str(), "--StudyEndpoint=here", port, started), Started::Yes);
    EXPECT_EQ(SystemLauncher::Start(program.c_str(), "", port, other), Started::ByAnother);
    EXPECT_EQ(SystemLauncher::Start("/no/such/program", "", static_cast<uint16_t>(port + 1), other), Started::No);
    EXPECT_FALSE(other.IsKnown());
    int exit_code = 0;
    while (!SystemLauncher::HasEnded(started, exit_code))
        std::this_thread::yield();
    EXPECT_EQ(exit_code, 3);
    EXPECT_FALSE(started.IsKnown());
    std::FILE* const out = std::fopen((sign + ".out").c_str(), "r");
    ASSERT_NE(out, nullptr);
    char line[64] = "";
    EXPECT_NE(std::fgets(line, sizeof line, out), nullptr);
    EXPECT_STREQ(line, "--StudyEndpoint=here\n");
    EXPECT_EQ(std::fgets(line, sizeof line, out), nullptr) << "once";
    std::fclose(out);
    std::remove(program.c_str());
    std::remove((sign + ".out").c_str());
    for (int next = 0; next < 2; ++next)
        std::remove((folder + "/miaia-bridge-" + std::to_string(getuid()) + "-" + std::to_string(port + next) + ".lock").c_str());
    kept.empty() ? unsetenv("TMPDIR") : setenv("TMPDIR", kept.c_str(), 1);
}

/// As from a user with accents in his name: Windows gives bytes of its code page, which are no UTF-8.
TEST(BridgeStarter, A_path_reaches_the_system_byte_for_byte) {
    const std::string program = testing::TempDir() + "miaia-\xE9t\xE9 \xE0 moi-" + std::to_string(getpid()) + ".sh";
    std::FILE* const file = std::fopen(program.c_str(), "w");
    ASSERT_NE(file, nullptr);
    std::fputs("#!/bin/sh\nexit 5\n", file);
    std::fclose(file);
    chmod(program.c_str(), 0700);
    const std::string port = std::to_string(40000 + getpid() % 20000);
    const std::string endpoint = "tcp://127.0.0.1:" + port;
    const std::string quoted = "\"" + program + "\"";
    BridgeStarter<SystemLauncher> starter;
    LogLines log;
    ChartFacts chart;
    chart.endpoint = endpoint.c_str();
    chart.bridge_path = quoted.c_str();
    int64_t second = 1;
    for (; second < 10; ++second)
        starter.Look(chart, false, second * 1000000000, log);
    ASSERT_NE(log.count, 0u);
    EXPECT_NE(std::strstr(log.line[0].chars, "this study has started"), nullptr) << log.line[0].chars;
    for (const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
         log.count < 2 && std::chrono::steady_clock::now() < until; ++second)
        starter.Look(chart, false, second * 1000000000, log);
    ASSERT_EQ(log.count, 2u);
    EXPECT_NE(std::strstr(log.line[1].chars, "exit code 5"), nullptr) << log.line[1].chars;
    std::remove(program.c_str());
    const char* const folder = std::getenv("TMPDIR");
    std::remove((std::string(folder != nullptr && folder[0] != 0 ? folder : P_tmpdir) + "/miaia-bridge-" + std::to_string(getuid()) + "-" +
                 port + ".lock")
                    .c_str());
}
#endif
