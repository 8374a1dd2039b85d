// Days that nobody thought of: whatever happens to chart and tape while history is read, each trade is sent once and in its order.
#include "BackfillDay.h"

#include <cstdlib>
#include <random>

using namespace miaia;
using namespace miaia::tests;

namespace {

class RandomBackfill {
public:
    explicit RandomBackfill(uint32_t seed) : random_(seed) {}

    void Play() {
        MakeDay();
        const auto whatever_comes = static_cast<uint32_t>(day_.happened);
        for (int step = 0; step < 120; ++step) {
            Disturb();
            day_.CallAfter(OneIn(3) ? 0 : Below(25));
        }
        day_.chart.facts.downloading = false;
        day_.acknowledges = true;
        day_.Calls(60, 3);
        const BackfillDay::Sent sent = day_.WhatWasSent();
        std::vector<uint32_t> all = sent.history;
        all.insert(all.end(), sent.live.begin(), sent.live.end());
        ASSERT_FALSE(all.empty());
        for (size_t i = 1; i < all.size(); ++i)
            ASSERT_EQ(all[i], all[i - 1] + 1) << "trade " << i << " of " << all.size() << ", " << sent.history.size() << " of history";
        EXPECT_EQ(all.back(), day_.happened);
        EXPECT_LE(all.front(), oldest_ + 1);
        EXPECT_TRUE(sent.history_is_first);
        EXPECT_TRUE(sent.only_history_bears_time);
        EXPECT_TRUE(sent.gaps.empty());
        for (const uint32_t number : sent.live)
            EXPECT_GT(number, whatever_comes) << "what was there before the study is no news";
    }

private:
    size_t Below(size_t end) { return random_() % end; }
    bool OneIn(size_t n) { return Below(n) == 0; }

    void MakeDay() {
        static const int64_t after_us[] = {0, 1, 1, 40, 900, 1000, 5000, 30000, 400000, 4000000};
        const size_t count = 2500 + Below(2500);
        for (size_t i = 0; i < count; ++i)
            day_.Trade(after_us[Below(10)]);
        day_.happened = 1 + Below(1500);
        day_.tape_holds = 40 + Below(800);
        day_.tape_since = OneIn(3) ? day_.happened : Below(day_.happened + 1);
        oldest_ = day_.chart_since = OneIn(2) ? 0 : Below(day_.happened);
    }

    /// A download may bring bars before the chart's first one in; the engine may be slow to acknowledge.
    void Disturb() {
        bool& downloading = day_.chart.facts.downloading;
        if (OneIn(12)) {
            downloading = !downloading;
            if (downloading && OneIn(2))
                day_.chart_since = Below(day_.chart_since + 1);
        }
        // Or somebody loads more days.
        const bool reloads = OneIn(15) && day_.chart.bars.Count() > 2;
        day_.chart.facts.recalculating = reloads;
        if (reloads)
            day_.chart_since = Below(day_.chart_since + 1);
        if (OneIn(20))
            day_.acknowledges = !day_.acknowledges;
    }

    std::mt19937 random_;
    BackfillDay day_;
    size_t oldest_ = 0;
};

}  // namespace

TEST(BackfillRandom, Each_trade_is_sent_once_and_in_its_order) {
    const char* const only = std::getenv("MIAIA_SEED");
    const char* const many = std::getenv("MIAIA_SEEDS");
    const uint32_t first = only != nullptr ? static_cast<uint32_t>(std::atoi(only)) : 1;
    const uint32_t count = only != nullptr ? 1 : many != nullptr ? static_cast<uint32_t>(std::atoi(many)) : 200;
    for (uint32_t seed = first; seed < first + count && !testing::Test::HasFailure(); ++seed) {
        SCOPED_TRACE("MIAIA_SEED=" + std::to_string(seed));
        RandomBackfill(seed).Play();
    }
}
