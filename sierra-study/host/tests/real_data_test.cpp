// The readers and the whole host on a real hour of ES. The expected values are those of the data set's own description.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "depth_file.h"
#include "chart_bars.h"
#include "order_book.h"
#include "probe_run.h"
#include "sample_files.h"
#include "scid_file.h"

namespace miaia::host::test {
namespace {

class RealHour : public testing::Test {
protected:
    void SetUp() override {
        scid_ = RealFile("es-2023-12-25/ESH24_FUT_CME.scid");
        depth_ = RealFile("es-2023-12-25/ESH24_FUT_CME.2023-12-25.depth");
        if (scid_.empty() || depth_.empty())
            GTEST_SKIP() << "no data at shared/data (or MIAIA_DATA)";
    }
    std::string scid_;
    std::string depth_;
};

TEST_F(RealHour, Has_the_known_trades_lots_sides_and_unbundled_groups) {
    const ScidFile file(scid_);
    ASSERT_EQ(file.Size(), 6188u);
    uint64_t ask = 0;
    uint64_t bid = 0;
    int firsts = 0;
    int lasts = 0;
    int parents = 0;
    bool inside = false;
    for (size_t i = 0; i < file.Size(); ++i) {
        const ScidTrade trade = file.At(i);
        ask += trade.side == Side::Ask ? trade.volume_lots : 0;
        bid += trade.side == Side::Bid ? trade.volume_lots : 0;
        firsts += trade.group == Group::First;
        lasts += trade.group == Group::Last;
        // A parent trade is a record on its own, or everything from FIRST to LAST.
        if (trade.group == Group::First)
            inside = true;
        if (!inside || trade.group == Group::Last)
            ++parents;
        if (trade.group == Group::Last)
            inside = false;
    }
    EXPECT_EQ(ask, 5322u);
    EXPECT_EQ(bid, 4570u);
    EXPECT_EQ(firsts, 851);
    EXPECT_EQ(lasts, 851);
    EXPECT_EQ(parents, 2973);
}

TEST_F(RealHour, Bars_hold_every_lot_of_every_minute) {
    const ScidFile file(scid_);
    ChartBars bars{ChartSettings()};
    std::map<int64_t, uint64_t> lotsOfMinute;
    for (size_t i = 0; i < file.Size(); ++i) {
        const ScidTrade trade = file.At(i);
        bars.Add(trade.sierra_us, trade.price, trade.volume_lots, trade.side == Side::Ask);
        lotsOfMinute[trade.sierra_us / 60000000] += trade.volume_lots;
    }
    s_sc sc;
    bars.Show(sc);
    ASSERT_EQ(static_cast<size_t>(sc.ArraySize), lotsOfMinute.size());
    float bid = 0;
    float ask = 0;
    int index = 0;
    for (const auto& [minute, lots] : lotsOfMinute) {
        EXPECT_EQ(sc.BaseDateTimeIn[index].AsMicrosecondsSinceBaseDate(), minute * 60000000);
        EXPECT_EQ(sc.Volume[index], static_cast<float>(lots));
        EXPECT_LE(sc.Low[index], std::min(sc.Open[index], sc.Close[index]));
        EXPECT_GE(sc.High[index], std::max(sc.Open[index], sc.Close[index]));
        bid += sc.BidVolume[index];
        ask += sc.AskVolume[index];
        ++index;
    }
    EXPECT_EQ(bid, 4570.0f);
    EXPECT_EQ(ask, 5322.0f);
}

TEST_F(RealHour, Depth_ends_with_the_known_book) {
    const DepthFile file(depth_);
    EXPECT_EQ(file.Size(), 58587u);
    EXPECT_EQ(file.Batches(), 46973u);
    EXPECT_EQ(file.TailRecords(), 0u);
    OrderBook book;
    for (size_t i = 0; i < file.Size(); ++i)
        book.Apply(file.At(i));
    BookLevel bid;
    BookLevel ask;
    ASSERT_TRUE(book.BidAt(0, bid));
    ASSERT_TRUE(book.AskAt(0, ask));
    EXPECT_EQ(bid.price, 4810.00f);
    EXPECT_EQ(bid.lots, 22u);
    EXPECT_EQ(ask.price, 4810.25f);
    EXPECT_EQ(ask.lots, 28u);
}

TEST_F(RealHour, The_study_gets_every_record_and_every_batch) {
    const ProbeRun run = RunProbe({"--scid", scid_, "--depth", depth_, "--every-batch"});
    ASSERT_EQ(run.exit_code, 0) << run.errors;
    ASSERT_EQ(run.Summaries().size(), 1u);
    const std::string seen = run.Summaries()[0];
    EXPECT_EQ(ProbeRun::Count(seen, "records"), 6188u);
    EXPECT_EQ(ProbeRun::Count(seen, "lots"), 9892u);
    EXPECT_EQ(ProbeRun::Count(seen, "ask"), 5322u);
    EXPECT_EQ(ProbeRun::Count(seen, "bid"), 4570u);
    EXPECT_EQ(ProbeRun::Count(seen, "firsts"), 851u);
    EXPECT_EQ(ProbeRun::Count(seen, "lasts"), 851u);
    EXPECT_EQ(ProbeRun::Count(seen, "hash"), TapeHash(ScidFile(scid_), 0, 6188));
    EXPECT_EQ(ProbeRun::Field(seen, "best"), "4810.00x22/4810.25x28");
    EXPECT_EQ(run.Reported("end", "depth_batches"), 46973u);
    EXPECT_EQ(run.Reported("end", "depth_conflated_by_interval"), 0u);
}

TEST_F(RealHour, The_study_gets_every_record_at_the_chart_update_interval_too) {
    const ProbeRun run = RunProbe({"--scid", scid_, "--depth", depth_});
    ASSERT_EQ(run.exit_code, 0) << run.errors;
    EXPECT_EQ(ProbeRun::Count(run.Summaries()[0], "hash"), TapeHash(ScidFile(scid_), 0, 6188));
    EXPECT_EQ(ProbeRun::Field(run.Summaries()[0], "best"), "4810.00x22/4810.25x28");
    EXPECT_GT(run.Reported("end", "depth_conflated_by_interval"), 0u);
}

TEST(RealSample, Sierras_own_records_read_with_the_side_from_the_volumes) {
    const std::string path = RealFile("scid-sample/test.scid");
    if (path.empty())
        GTEST_SKIP() << "no data at shared/data (or MIAIA_DATA)";
    const ScidFile file(path);
    ASSERT_EQ(file.Size(), 10u);
    int firsts = 0;
    int lasts = 0;
    bool anyBelowItsBid = false;
    for (size_t i = 0; i < file.Size(); ++i) {
        const ScidTrade trade = file.At(i);
        EXPECT_NE(trade.side, Side::None) << i;
        firsts += trade.group == Group::First;
        lasts += trade.group == Group::Last;
        anyBelowItsBid |= trade.price < trade.bid;
    }
    EXPECT_EQ(firsts, 1);
    EXPECT_EQ(lasts, 1);
    EXPECT_TRUE(anyBelowItsBid);
}

}  // namespace
}  // namespace miaia::host::test
