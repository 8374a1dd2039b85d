#include "options.h"

#include <gtest/gtest.h>

namespace miaia::host::test {
namespace {

std::string ProblemWith(const std::vector<std::string>& arguments) {
    try {
        ParseOptions(arguments);
    } catch (const BadArgument& problem) {
        return problem.what();
    }
    return "no problem";
}

TEST(Options, Have_the_documented_defaults) {
    const Options options = ParseOptions({"--study", "s.so", "--scid", "f.scid"});
    EXPECT_EQ(options.speed, 60);
    EXPECT_EQ(options.update_interval_ms, 10);
    EXPECT_EQ(options.book_depth_levels, 10);
    EXPECT_EQ(options.linger_ms, 3000);
    EXPECT_EQ(options.tick_size_points, 0.25);
    EXPECT_EQ(options.tick_value_usd, 12.5);
    EXPECT_FALSE(options.every_batch);
    EXPECT_EQ(options.trading, TradingMode::Off) << "every order is refused until somebody asks for more";
    EXPECT_FALSE(options.remove_at_s.has_value());
}

TEST(Options, Reads_all_kinds_of_flags) {
    const Options options = ParseOptions({"--study", "s.so", "--scid", "f.scid", "--depth", "f.depth", "--speed", "0", "--every-batch",
                                          "--endpoint", "tcp://x", "--mode", "dry-run", "--remove-at", "1.5", "--input", "Book depth=5"});
    EXPECT_EQ(options.depth, "f.depth");
    EXPECT_EQ(options.speed, 0);
    EXPECT_TRUE(options.every_batch);
    EXPECT_EQ(options.remove_at_s, 1.5);
    ASSERT_EQ(options.inputs.size(), 3u);
    EXPECT_EQ(options.inputs[0], std::make_pair(std::string("endpoint"), std::string("tcp://x")));
    EXPECT_EQ(options.inputs[2], std::make_pair(std::string("Book depth"), std::string("5")));
}

TEST(Options, Names_the_argument_and_the_value_that_is_wrong) {
    EXPECT_EQ(ProblemWith({"--study", "s", "--scid", "f", "--sped", "1"}), "--sped: unknown argument (--help lists all)");
    EXPECT_EQ(ProblemWith({"--study", "s", "--scid", "f", "--speed", "fast"}), "--speed fast: expected a number from 0 to 1000000");
    EXPECT_EQ(ProblemWith({"--study", "s", "--scid", "f", "--speed", "nan"}), "--speed nan: expected a number from 0 to 1000000");
    EXPECT_EQ(ProblemWith({"--study", "s", "--scid", "f", "--book-depth", "2.5"}), "--book-depth 2.5: expected a whole number");
    EXPECT_EQ(ProblemWith({"--study", "s", "--scid", "f", "--update-interval-ms", "0"}),
              "--update-interval-ms 0: expected a number from 1 to 60000");
    EXPECT_EQ(ProblemWith({"--study", "s", "--scid"}), "--scid: its value is missing");
    EXPECT_EQ(ProblemWith({"--study", "s"}), "--scid: missing");
    EXPECT_EQ(ProblemWith({"--scid", "f"}), "--study: missing");
    EXPECT_EQ(ProblemWith({"--study", "s", "--scid", "f", "--input", "x"}), "--input x: expected NAME=VALUE");
    EXPECT_EQ(ProblemWith({"--study", "s", "--flood", "10", "--depth", "d"}), "--depth: a flood has no depth file");
    EXPECT_EQ(ProblemWith({"--study", "s", "--scid", "f", "--trading", "real"}), "--trading real: expected one of off, sim, live");
    EXPECT_EQ(ProblemWith({"--study", "s", "--scid", "f", "--trading", "live"}), "--account: missing, and --trading live needs one");
}

TEST(Options, A_picture_has_a_file_a_moment_and_a_size) {
    const Options options = ParseOptions({"--study", "s", "--scid", "f", "--picture", "p.png", "--at", "90", "--size", "1600x900"});
    EXPECT_EQ(options.picture, "p.png");
    EXPECT_EQ(options.picture_at_s, 90);
    EXPECT_EQ(options.picture_size.width, 1600);
    EXPECT_EQ(options.picture_size.height, 900);
    EXPECT_EQ(ProblemWith({"--study", "s", "--scid", "f", "--at", "9"}), "--picture: missing, and --at says when it is taken");
    EXPECT_EQ(ProblemWith({"--study", "s", "--scid", "f", "--picture", "p", "--size", "1600"}),
              "--size : expected a number from 300 to 4000");
    EXPECT_EQ(ProblemWith({"--study", "s", "--scid", "f", "--picture", "p", "--size", "1x900"}),
              "--size 1: expected a number from 400 to 4000");
}

TEST(Options, Help_lists_every_flag) {
    EXPECT_TRUE(ParseOptions({"--help"}).help);
    for (const char* flag : {"--study",
                             "--scid",
                             "--depth",
                             "--speed",
                             "--update-interval-ms",
                             "--every-batch",
                             "--endpoint",
                             "--mode",
                             "--book-depth",
                             "--price-multiplier",
                             "--recalculate-at",
                             "--replay-restart-at",
                             "--remove-at",
                             "--flood",
                             "--seconds",
                             "--linger-ms",
                             "--rest-ms",
                             "--history-minutes",
                             "--symbol",
                             "--tick-size",
                             "--tick-value",
                             "--trading",
                             "--account",
                             "--balance",
                             "--orders",
                             "--seed",
                             "--picture",
                             "--at",
                             "--size"})
        EXPECT_NE(HelpText().find(flag), std::string::npos) << flag;
}

}  // namespace
}  // namespace miaia::host::test
