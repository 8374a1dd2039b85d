// What our writer writes, read by Debian's libprotobuf.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "MiaIaBook.h"
#include "MiaIaStudyFrames.h"
#include "MiaIaTape.h"
#include "miaia/v1/session.pb.h"

using namespace miaia;

namespace {

template <class Body>
std::string Written(const Body& body) {
    std::string memory(LargestFrameBytes, '\0');
    WireWriter to(reinterpret_cast<uint8_t*>(memory.data()), memory.size());
    body.Write(to);
    EXPECT_FALSE(to.Overflowed());
    return memory.substr(0, to.Size());
}

template <class Proto, class Body>
Proto Parsed(const Body& body) {
    Proto proto;
    EXPECT_TRUE(proto.ParseFromString(Written(body)));
    // Nothing but known fields, and in the shortest form: what libprotobuf writes itself has the same size.
    EXPECT_EQ(proto.ByteSizeLong(), Written(body).size());
    return proto;
}

TickScale EsScale() {
    TickScale scale;
    scale.Set(0.25f, 1);
    return scale;
}

Heartbeat Totals(uint64_t seed) {
    Heartbeat heartbeat;
    heartbeat.market_unix_us = static_cast<int64_t>(seed * 1000);
    heartbeat.newest_counter = seed + 1;
    heartbeat.server_state = 2;
    heartbeat.counters.trade_records = seed * 3;
    heartbeat.counters.lots = seed * 5;
    heartbeat.counters.frames_refused = seed << 40;
    heartbeat.latency[1] = {"sent_bridge", seed + 1, 1.5, 12.25, 99};
    return heartbeat;
}

// Every level's price as market.proto says: behind the last one given each lies one tick further.
std::vector<int32_t> Prices(const google::protobuf::RepeatedField<int32_t>& given, int levels, int step) {
    std::vector<int32_t> prices(given.begin(), given.end());
    while (!prices.empty() && static_cast<int>(prices.size()) < levels)
        prices.push_back(prices.back() + step);
    return prices;
}

std::vector<int32_t> Prices(const BookSide& side) {
    return {side.price_ticks, side.price_ticks + side.levels};
}

}  // namespace

TEST(StudyFrames, Hello_reaches_libprotobuf_field_by_field) {
    Hello hello;
    hello.instrument.Assign("ES");
    hello.contract.Assign("ESH24_FUT_CME");
    hello.tick_size_points = 0.25;
    hello.tick_value_usd = 12.5;
    hello.account.Assign("Sim1");
    hello.chart_update_interval_ms = 10;
    hello.sierra_version.Assign("2784");
    hello.trade_symbol.Assign("MESH24_FUT_CME");
    hello.trade_simulation_on = true;
    hello.replay = ReplayState::Paused;
    hello.book_depth_levels = 10;
    hello.label.Assign("REPLAY");
    hello.data_export_allowed = true;
    hello.oldest_counter = 300;
    hello.newest_counter = UINT64_MAX;
    const auto read = Parsed<v1::Hello>(hello);
    EXPECT_EQ(read.protocol_version(), ProtocolVersion);
    EXPECT_EQ(read.instrument(), "ES");
    EXPECT_EQ(read.contract(), "ESH24_FUT_CME");
    EXPECT_EQ(read.tick_size_points(), 0.25);
    EXPECT_EQ(read.tick_value_usd(), 12.5);
    EXPECT_EQ(read.account(), "Sim1");
    EXPECT_EQ(read.chart_update_interval_ms(), 10u);
    EXPECT_EQ(read.mode(), v1::TRADING_MODE_DRY_RUN);
    EXPECT_EQ(read.sierra_version(), "2784");
    EXPECT_EQ(read.trade_symbol(), "MESH24_FUT_CME");
    EXPECT_EQ(read.study_version(), StudyVersion);
    EXPECT_TRUE(read.trade_simulation_on());
    EXPECT_EQ(read.replay(), v1::REPLAY_STATE_PAUSED);
    EXPECT_EQ(read.book_depth_levels(), 10u);
    EXPECT_EQ(read.label(), "REPLAY");
    EXPECT_TRUE(read.data_export_allowed());
    EXPECT_EQ(read.oldest_counter(), 300u);
    EXPECT_EQ(read.newest_counter(), UINT64_MAX);
}

TEST(StudyFrames, Trades_of_every_kind_reach_libprotobuf) {
    std::mt19937_64 random(1);
    for (int round = 0; round < 50; ++round) {
        TradeColumns columns;
        columns.Begin(round % 2 == 1);
        std::vector<TapeRecord> records;
        const uint32_t count = 1 + static_cast<uint32_t>(random() % TradeColumns::LargestCount);
        int64_t unix_us = 1200000000000000;
        for (uint32_t i = 0; i < count; ++i) {
            TapeRecord record;
            // As far back and on as a trade behind another may be dated.
            const int64_t reach_us = TradeOrder::LargestBackUs + TradeOrder::LargestOnUs;
            unix_us += random() % 2 == 0 ? static_cast<int64_t>(random() % static_cast<uint64_t>(reach_us)) - TradeOrder::LargestBackUs : 1;
            record.unix_us = unix_us;
            record.price = static_cast<double>(1 + random() % 100000) * 0.25;
            record.bid = random() % 4 == 0 ? 0 : record.price - 0.25 * static_cast<double>(random() % 5);
            record.ask = record.price + 0.25 * static_cast<double>(random() % 5);
            record.volume = 1 + static_cast<uint32_t>(random() % 1000000);
            record.sequence = static_cast<uint32_t>(random());
            record.type = random() % 2 == 0 ? TapeRecord::AtBid : TapeRecord::AtAsk;
            record.unbundled = static_cast<int>(random() % 3);
            ASSERT_EQ(columns.Add(record, EsScale()), Refusal::None);
            records.push_back(record);
        }
        const auto read = Parsed<v1::TradeBatch>(columns);
        ASSERT_EQ(read.volume_lots_size(), static_cast<int>(count));
        EXPECT_EQ(read.history(), round % 2 == 1);
        EXPECT_EQ(read.first_sequence(), records[0].sequence);
        int64_t time = read.base_unix_us();
        int32_t price = read.base_price_ticks();
        for (int i = 0; i < static_cast<int>(count); ++i) {
            const TapeRecord& record = records[static_cast<size_t>(i)];
            time += read.time_delta_us(i);
            price += read.price_delta_ticks(i);
            ASSERT_EQ(time, record.unix_us);
            ASSERT_EQ(price * 0.25, record.price);
            ASSERT_EQ(read.volume_lots(i), record.volume);
            ASSERT_EQ(read.aggressor(i), record.type == TapeRecord::AtAsk ? v1::AGGRESSOR_BUY : v1::AGGRESSOR_SELL);
            ASSERT_EQ(read.group(i), record.unbundled);
            if (record.bid == 0) {
                ASSERT_EQ(read.bid_offset_ticks(i), TradeColumns::UnknownQuote);
            } else if (record.bid > 0) {
                ASSERT_EQ((price + read.bid_offset_ticks(i)) * 0.25, record.bid);
            }
            ASSERT_EQ((price + read.ask_offset_ticks(i)) * 0.25, record.ask);
        }
    }
}

TEST(StudyFrames, The_worst_full_batch_fits_into_a_frame) {
    TradeColumns columns;
    columns.Begin(true);
    TapeRecord record;
    record.volume = TradeColumns::LargestVolumeLots;
    record.type = TapeRecord::AtBid;
    record.unbundled = 2;
    for (uint32_t i = 0; i < TradeColumns::LargestCount; ++i) {
        record.unix_us += i == 0 ? 1200000000000000 : TradeOrder::LargestOnUs;
        record.price = i % 2 == 0 ? 0.25 : 400000000.0;
        ASSERT_EQ(columns.Add(record, EsScale()), Refusal::None);
    }
    EXPECT_TRUE(columns.Full());
    EXPECT_LT(Written(columns).size(), LargestFrameBytes - FrameHead::LargestBytes);
}

TEST(StudyFrames, A_book_reaches_libprotobuf_level_by_level) {
    BookSnapshot book;
    book.observed_unix_us = 1703500000000000;
    book.unchanged_calls = 300;
    book.bid.levels = 10;
    book.ask.levels = 3;
    for (uint32_t i = 0; i < 10; ++i) {
        book.bid.price_ticks[i] = 19240 - static_cast<int32_t>(i);
        book.bid.lots[i] = UINT32_MAX - i;
        book.bid.orders[i] = i;
        book.ask.price_ticks[i] = 19241 + static_cast<int32_t>(i);
        book.ask.lots[i] = i + 1;
    }
    book.ask.price_ticks[2] = 19244;
    const auto read = Parsed<v1::DepthSnapshot>(book);
    EXPECT_EQ(Prices(read.bid_price_ticks(), read.bid_lots_size(), -1), Prices(book.bid));
    EXPECT_EQ(Prices(read.ask_price_ticks(), read.ask_lots_size(), +1), Prices(book.ask));
    ASSERT_EQ(read.bid_lots_size(), 10);
    ASSERT_EQ(read.bid_orders_size(), 10);
    ASSERT_EQ(read.ask_lots_size(), 3);
    ASSERT_EQ(read.ask_orders_size(), 3);
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(read.bid_lots(i), book.bid.lots[i]);
        EXPECT_EQ(read.bid_orders(i), book.bid.orders[i]);
    }
    EXPECT_EQ(read.unchanged_calls(), 300u);
}

TEST(StudyFrames, Prices_are_given_as_far_as_the_last_hole) {
    const struct {
        std::vector<int32_t> prices;
        int given;
    } cases[] = {{{}, 0},
                 {{100}, 1},
                 {{100, 99, 98, 97}, 1},
                 {{100, 98}, 2},
                 {{100, 98, 97, 96}, 2},
                 {{100, 99, 97, 96}, 3},
                 {{100, 99, 98, 96}, 4}};
    for (const auto& one : cases) {
        BookSnapshot book;
        book.ask.levels = book.bid.levels = static_cast<uint32_t>(one.prices.size());
        for (size_t i = 0; i < one.prices.size(); ++i) {
            book.bid.price_ticks[i] = one.prices[i];
            book.ask.price_ticks[i] = 200 - one.prices[i];
            book.bid.lots[i] = book.ask.lots[i] = 1;
        }
        const auto read = Parsed<v1::DepthSnapshot>(book);
        EXPECT_EQ(read.bid_price_ticks_size(), one.given);
        EXPECT_EQ(read.ask_price_ticks_size(), one.given);
        EXPECT_EQ(Prices(read.bid_price_ticks(), read.bid_lots_size(), -1), Prices(book.bid));
        EXPECT_EQ(Prices(read.ask_price_ticks(), read.ask_lots_size(), +1), Prices(book.ask));
    }
}

TEST(StudyFrames, Heartbeat_and_goodbye_carry_the_same_totals) {
    for (uint64_t seed : {uint64_t{1}, uint64_t{200}, uint64_t{7000000}}) {
        const auto heartbeat = Parsed<v1::Heartbeat>(Totals(seed));
        EXPECT_EQ(heartbeat.market_unix_us(), static_cast<int64_t>(seed * 1000));
        EXPECT_EQ(heartbeat.counters().frames_refused(), seed << 40);
        ASSERT_EQ(heartbeat.latency_size(), 1) << "a hop without samples is left out";
        EXPECT_EQ(heartbeat.latency(0).hop(), "sent_bridge");
        EXPECT_EQ(heartbeat.latency(0).p99_us(), 12.25);
        Goodbye goodbye;
        goodbye.reason = "study_removed";
        goodbye.totals = Totals(seed);
        const auto read = Parsed<v1::Goodbye>(goodbye);
        EXPECT_EQ(read.reason(), "study_removed");
        EXPECT_EQ(read.newest_counter(), seed + 1);
        EXPECT_EQ(read.counters().SerializeAsString(), heartbeat.counters().SerializeAsString());
        EXPECT_EQ(read.latency(0).SerializeAsString(), heartbeat.latency(0).SerializeAsString());
    }
}

TEST(StudyFrames, Counters_keep_their_names) {
    StudyCounters counters;
    counters.depth_conflated = 5;
    counters.call_us_max = 12;
    counters.sierra_markers = 10;
    const auto read = Parsed<v1::StudyCounters>(counters);
    EXPECT_EQ(read.depth_conflated(), 5u);
    EXPECT_EQ(read.call_us_max(), 12u);
    EXPECT_EQ(read.sierra_markers(), 10u);
}

TEST(StudyFrames, Small_bodies_reach_libprotobuf) {
    BarClose bar;
    bar.start_unix_us = -5;
    bar.period_seconds = 60;
    bar.low_ticks = -3;
    bar.trades = 7;
    EXPECT_EQ(Parsed<v1::BarClose>(bar).low_ticks(), -3);
    EXPECT_EQ(Parsed<v1::BarClose>(bar).start_unix_us(), -5);
    Gap gap;
    gap.first_counter = 3;
    gap.last_counter = 9;
    gap.reason = "ring_overrun";
    EXPECT_EQ(Parsed<v1::Gap>(gap).last_counter(), 9u);
    CommandAck ack;
    ack.engine_counter = 77;
    EXPECT_EQ(Parsed<v1::CommandAck>(ack).engine_counter(), 77u);
}

TEST(StudyFrames, The_head_says_where_the_time_of_sending_is_patched) {
    Gap gap;
    gap.first_counter = 1;
    const std::string body = Written(gap);
    const FrameHead head(0xFEDCBA9876543210u, UINT64_MAX, -7, StudyBody::Gap, body.size());
    std::string frame(reinterpret_cast<const char*>(head.bytes), head.size);
    frame += body;
    StoreFixed64(reinterpret_cast<uint8_t*>(&frame[head.sent_time_offset]), 123456789);
    v1::StudyFrame read;
    ASSERT_TRUE(read.ParseFromString(frame));
    EXPECT_EQ(read.epoch(), 0xFEDCBA9876543210u);
    EXPECT_EQ(read.counter(), UINT64_MAX);
    EXPECT_EQ(read.study_seen_unix_ns(), -7);
    EXPECT_EQ(read.study_sent_unix_ns(), 123456789);
    EXPECT_EQ(read.gap().first_counter(), 1u);
}

TEST(StudyFrames, A_body_too_large_for_its_memory_says_so_and_writes_nothing_beyond_it) {
    const std::string whole = Written(Totals(9));
    for (size_t room = 0; room < whole.size(); ++room) {
        std::vector<uint8_t> memory(room);
        WireWriter to(memory.data(), room);
        Totals(9).Write(to);
        EXPECT_TRUE(to.Overflowed()) << room;
    }
}
