#include "playback.h"

#include <gtest/gtest.h>

#include "sample_files.h"

namespace miaia::host::test {
namespace {

// T for a trade, D for a depth batch, in the order in which they are played.
std::string Order(const std::vector<SampleTrade>& trades, const std::vector<DepthRecord>& depth) {
    const TemporaryFolder folder;
    Write(folder.File("a.scid"), ScidBytes(trades));
    Write(folder.File("a.depth"), DepthBytes(depth));
    const ScidFile scid(folder.File("a.scid"));
    const DepthFile depthFile(folder.File("a.depth"));
    const ChartSettings settings;
    Market market(settings);
    Playback playback(scid, &depthFile);
    std::string order;
    int64_t before = 0;
    while (!playback.AtEnd()) {
        EXPECT_GE(playback.NextTime(), before);
        before = playback.NextTime();
        order += playback.Give(market) == PlayedEvent::Trade ? 'T' : 'D';
    }
    return order;
}

DepthRecord Bid(int64_t at, bool end) {
    return {kStart + at, DepthCommand::AddBid, end, 1, 4800.0f, 1};
}
SampleTrade Trade(int64_t at) {
    return {kStart + at, 4800.0f, 1, Side::Ask};
}

TEST(Playback, Merges_by_time_with_a_trade_before_depth_of_the_same_time) {
    EXPECT_EQ(Order({Trade(0), Trade(10), Trade(20)}, {Bid(10, true), Bid(15, true), Bid(30, true)}), "TTDDTD");
}

TEST(Playback, Puts_nothing_between_the_records_of_a_batch) {
    EXPECT_EQ(Order({Trade(5)}, {Bid(0, false), Bid(10, true)}), "TD");
    EXPECT_EQ(Order({Trade(11)}, {Bid(0, false), Bid(10, true)}), "DT");
}

TEST(Playback, Keeps_the_order_of_each_file_where_its_times_go_back) {
    EXPECT_EQ(Order({Trade(10), Trade(5), Trade(12)}, {Bid(7, true), Bid(11, true)}), "DTTDT");
}

TEST(Playback, Leaves_out_a_batch_without_an_end) {
    EXPECT_EQ(Order({Trade(0)}, {Bid(1, true), Bid(2, false)}), "TD");
}

}  // namespace
}  // namespace miaia::host::test
