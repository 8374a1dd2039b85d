// What the capture puts on the wire, against batches that libprotobuf writes from the same tape, recomputed record by record.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "FakeTape.h"
#include "miaia/v1/market.pb.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

constexpr double TickPoints = 0.25;

/// A record and what it must become: its ticks by construction (0 = a quote that is not known), or its refusal.
struct Made {
    TapeRecord record;
    int64_t price_ticks = 0;
    int64_t bid_ticks = 0;
    int64_t ask_ticks = 0;
    bool is_trade = true;
    bool refused = false;
};

class TapeMaker {
public:
    explicit TapeMaker(uint32_t seed) : random_(seed) {}

    bool OneIn(uint32_t n) { return random_() % n == 0; }
    int64_t Between(int64_t low, int64_t high) { return low + static_cast<int64_t>(random_() % static_cast<uint64_t>(high - low + 1)); }

    /// Mostly plain trades; oddity = one in how many is of another kind.
    Made Next(uint32_t oddity) {
        Made made;
        sequence_ += static_cast<uint32_t>(Between(1, 3));
        time_us_ += OneIn(20) ? Between(64, 5000000) : OneIn(oddity) ? Between(-3000, 0) : Between(0, 63);
        ticks_ = OneIn(oddity) ? Between(1, OneIn(4) ? 1999999999 : 200000) : std::max<int64_t>(1, ticks_ + Between(-2, 2));
        made.price_ticks = ticks_;
        made.bid_ticks = std::max<int64_t>(0, OneIn(oddity) ? ticks_ - Between(-70, 70) : ticks_ - Between(0, 1));
        made.ask_ticks = OneIn(oddity) ? ticks_ + Between(-70, 70) : ticks_ + Between(0, 1);
        made.ask_ticks = std::max<int64_t>(0, made.ask_ticks);
        made.record.unix_us = time_us_;
        made.record.sequence = sequence_;
        made.record.price = Points(made.price_ticks);
        made.record.bid = Points(made.bid_ticks);
        made.record.ask = Points(made.ask_ticks);
        made.record.volume = static_cast<uint32_t>(OneIn(oddity) ? Between(100, 1000000) : Between(1, 127));
        made.record.type = OneIn(2) ? TapeRecord::AtBid : TapeRecord::AtAsk;
        made.record.unbundled = static_cast<int>(OneIn(oddity) ? Between(-3, 9) : Between(0, 2));
        if (OneIn(oddity))
            Spoil(made);
        return made;
    }

private:
    // A float's noise: within the tolerance of 0.05 ticks.
    double Points(int64_t ticks) {
        const double noise = ticks == 0 || ticks > 1000000 ? 0 : static_cast<double>(Between(-45, 45)) / 1000.0;
        return (static_cast<double>(ticks) + noise) * TickPoints;
    }

    void Spoil(Made& made) {
        static const double bad[] = {0,
                                     -1,
                                     std::nan(""),
                                     std::numeric_limits<double>::infinity(),
                                     -std::numeric_limits<double>::infinity(),
                                     0.014,
                                     1e300,
                                     -1e300,
                                     6755399441055744.0,
                                     1125899906842624.0,
                                     600000000.25,
                                     4810.10};
        const double value = bad[Between(0, 11)];
        switch (Between(0, 6)) {
            case 0:
                made.record.price = value;
                made.refused = true;
                break;
            case 1:
                made.record.bid = value;
                made.bid_ticks = 0;
                break;
            case 2:
                made.record.ask = value;
                made.ask_ticks = 0;
                break;
            case 3:
                made.record.volume = OneIn(2) ? 0 : 1000001;
                made.refused = true;
                break;
            case 4:
                made.record.type = static_cast<int>(Between(7, 9));
                made.refused = true;
                break;
            default:
                made.record.type = TapeRecord::Quote;
                made.is_trade = false;
                break;
        }
    }

    std::mt19937 random_;
    uint32_t sequence_ = 0;
    int64_t time_us_ = 1703500000000000;
    int64_t ticks_ = 19241;
};

/// The same batches in the slow way: one record after the other, every value looked up in what was made.
struct SlowBatches {
    std::vector<std::string> bytes;
    v1::TradeBatch batch;
    int64_t last_time = 0;
    int64_t last_price = 0;

    void Flush() {
        if (batch.volume_lots_size() != 0)
            bytes.push_back(batch.SerializeAsString());
        batch.Clear();
    }

    void Take(const Made& made, bool history) {
        if (!made.is_trade || made.refused)
            return;
        if (batch.volume_lots_size() != 0 && (batch.volume_lots_size() == 1024 || batch.history() != history))
            Flush();
        const TapeRecord& record = made.record;
        if (batch.volume_lots_size() == 0) {
            batch.set_base_unix_us(last_time = record.unix_us);
            batch.set_base_price_ticks(static_cast<int32_t>(last_price = made.price_ticks));
            batch.set_history(history);
            batch.set_first_sequence(record.sequence);
        }
        batch.add_time_delta_us(record.unix_us - last_time);
        batch.add_price_delta_ticks(static_cast<int32_t>(made.price_ticks - last_price));
        batch.add_volume_lots(record.volume);
        batch.add_aggressor(record.type == TapeRecord::AtAsk ? v1::AGGRESSOR_BUY : v1::AGGRESSOR_SELL);
        batch.add_bid_offset_ticks(Offset(made.bid_ticks, made.price_ticks));
        batch.add_ask_offset_ticks(Offset(made.ask_ticks, made.price_ticks));
        const bool grouped = record.unbundled == 1 || record.unbundled == 2;
        batch.add_group(grouped ? static_cast<v1::PrintGroup>(record.unbundled) : v1::PRINT_GROUP_NONE);
        last_time = record.unix_us;
        last_price = made.price_ticks;
    }

    static int32_t Offset(int64_t quote_ticks, int64_t price_ticks) {
        return quote_ticks == 0 ? INT32_MIN : static_cast<int32_t>(quote_ticks - price_ticks);
    }
};

struct Batches {
    std::vector<std::string> bytes;
    uint64_t refused = 0;

    void Trades(const TradeColumns& trades) {
        std::vector<uint8_t> memory(LargestBatchBytes);
        WireWriter to(memory.data(), memory.size());
        trades.Write(to);
        ASSERT_FALSE(to.Overflowed());
        bytes.emplace_back(reinterpret_cast<const char*>(to.Bytes()), to.Size());
    }
    void Missing(const char*) { ADD_FAILURE() << "nothing is missing on this tape"; }
    void Refused(const TapeRecord&, Refusal) { ++refused; }

    static constexpr size_t LargestBatchBytes = 64 * 1024;
};

/// One tape in several calls; the stretches are cut where the seed says.
void Play(uint32_t seed, uint32_t oddity) {
    TapeMaker maker(seed);
    FakeTape tape;
    TapeCapture capture;
    TickScale scale;
    ASSERT_TRUE(scale.Set(static_cast<float>(TickPoints), 1));
    SlowBatches expected;
    Batches got;
    uint64_t refused = 0;
    tape.longest_stretch = static_cast<int>(maker.OneIn(2) ? maker.Between(1, 200) : 1000000);
    for (int call = 0; call < 6; ++call) {
        const int64_t count = maker.Between(0, 2500);
        for (int64_t i = 0; i < count; ++i) {
            const Made made = maker.Next(oddity);
            tape.records.push_back(made.record);
            refused += made.is_trade && made.refused;
            // What is there at the first look is history.
            expected.Take(made, call == 0);
        }
        expected.Flush();
        if (capture.Look(tape, TapeMoment()) != TapeCapture::Found::Nothing)
            capture.Take(tape, scale, got);
    }
    EXPECT_EQ(got.refused, refused) << "seed " << seed;
    ASSERT_EQ(got.bytes.size(), expected.bytes.size()) << "seed " << seed;
    for (size_t i = 0; i < got.bytes.size(); ++i)
        ASSERT_TRUE(got.bytes[i] == expected.bytes[i]) << "seed " << seed << ", batch " << i;
}

}  // namespace

TEST(TapeBytes, Plain_trades_are_byte_for_byte_what_libprotobuf_writes) {
    for (uint32_t seed = 1; seed <= 40; ++seed)
        Play(seed, 1000000);
}

TEST(TapeBytes, Trades_of_every_kind_are_byte_for_byte_what_libprotobuf_writes) {
    for (uint32_t seed = 1; seed <= 60; ++seed)
        Play(seed, 2 + seed % 40);
}

TEST(TapeBytes, A_price_near_the_end_of_what_a_tick_tolerates_is_taken_or_refused_alike_in_a_run) {
    TickScale scale;
    ASSERT_TRUE(scale.Set(static_cast<float>(TickPoints), 1));
    for (int thousandths = -500; thousandths <= 500; ++thousandths) {
        FakeTape tape;
        TapeCapture capture;
        Batches got;
        capture.Look(tape, TapeMoment());
        for (uint32_t i = 1; i <= 3; ++i)
            tape.Add(i, TickPoints * 19241);
        tape.records[1].price = (19242 + thousandths / 1000.0) * TickPoints;
        ASSERT_NE(capture.Look(tape, TapeMoment()), TapeCapture::Found::Nothing);
        capture.Take(tape, scale, got);
        EXPECT_EQ(got.refused, std::abs(thousandths) > 50 ? 1u : 0u) << thousandths;
    }
}
