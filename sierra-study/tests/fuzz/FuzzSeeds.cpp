// Writes the inputs that a fuzzer begins with into a folder: valid frames of every kind, alone and in company, as frames and as a stream.
#include <fstream>
#include <iostream>

#include "FuzzInput.h"
#include "RandomEngineFrame.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

constexpr int64_t NowUnixNs = 1700000000070000000, MarketUnixUs = 1703500000000000;

std::string Bytes(const v1::EngineFrame& frame) {
    return frame.SerializeAsString();
}

v1::EngineFrame Order(const char* id, v1::Direction direction, uint64_t nonce) {
    v1::EngineFrame frame;
    frame.set_study_sent_unix_ns(NowUnixNs);
    v1::OrderCommand& command = *frame.mutable_order_command();
    command.set_command_id(id);
    command.set_signal_id(7);
    command.set_direction(direction);
    command.set_type(nonce % 2 == 0 ? v1::ORDER_TYPE_LIMIT : v1::ORDER_TYPE_MARKET);
    command.set_quantity_lots(1 + nonce % 2);
    command.set_limit_price_ticks(19241);
    command.set_reference_price_ticks(19241);
    command.set_stop_offset_ticks(8);
    command.set_target_offset_ticks(16);
    command.set_max_drift_ticks(4);
    command.set_nonce(nonce);
    command.set_mode(v1::TRADING_MODE_SIM);
    command.set_time_to_live_ms(5000);
    command.set_account("Sim1");
    return frame;
}

v1::EngineFrame Signal(uint64_t id, v1::SignalEvent event) {
    v1::EngineFrame frame;
    v1::Signal& signal = *frame.mutable_signal();
    signal.set_id(id);
    signal.set_event(event);
    signal.set_direction(id % 2 == 0 ? v1::DIRECTION_LONG : v1::DIRECTION_SHORT);
    signal.set_tier(static_cast<v1::Tier>(2 + id % 4));
    signal.set_score(0.4);
    signal.set_coverage(event == v1::SIGNAL_EVENT_ENDED ? 0 : 0.9);
    signal.set_reference_price_ticks(19241);
    signal.set_stop_price_ticks(19233);
    signal.set_target_price_ticks(19257);
    signal.set_born_unix_us(MarketUnixUs - 60000000);
    signal.set_observed_unix_us(MarketUnixUs);
    return frame;
}

/// A trade from its signal to its end, and what the engine says beside it.
std::string Day(std::mt19937_64& random, uint64_t nonce) {
    v1::EngineFrame view, cancel, query, flatten, halt, resume;
    view.mutable_trading_view()->set_state(v1::TRADING_STATE_ACTIVE);
    cancel.mutable_cancel_command()->set_command_id("c-1");
    query.mutable_order_query()->set_command_id("c-1");
    flatten.mutable_flatten()->set_command_id("f-1");
    flatten.mutable_flatten()->set_own_lots(1);
    halt.mutable_halt()->set_reason("risk");
    resume.mutable_resume()->set_by("cli");
    std::vector<v1::EngineFrame> frames = {Signal(7, v1::SIGNAL_EVENT_BORN), view, Order("c-1", v1::DIRECTION_LONG, nonce)};
    const std::vector<v1::EngineFrame> further = {
        Signal(7, v1::SIGNAL_EVENT_RAISED),          cancel, query, flatten, halt, resume, Signal(7, v1::SIGNAL_EVENT_ENDED),
        Order("c-2", v1::DIRECTION_SHORT, nonce + 1)};
    for (uint64_t i = random() % 6; i > 0; --i)
        frames.push_back(further[random() % further.size()]);
    std::string input;
    for (const v1::EngineFrame& frame : frames)
        input += FuzzFrame(Bytes(frame));
    return input;
}

/// States as they follow each other on a chart, near its prices and its time.
std::string States(std::mt19937_64& random, int count) {
    std::string input;
    for (int i = 0; i < count; ++i) {
        v1::EngineFrame frame;
        FillState(
            random, [&](size_t most) { return RandomText(random, most); }, *frame.mutable_state());
        frame.mutable_state()->set_observed_unix_us(MarketUnixUs + i * 250000);
        input += FuzzFrame(Bytes(frame));
    }
    return input;
}

/// Of our epoch: alone in a stream nobody puts it there.
std::string Stream(std::mt19937_64& random) {
    std::string stream;
    for (uint64_t i = 1 + random() % 4; i > 0; --i) {
        v1::EngineFrame frame = RandomEngineFrame(random);
        frame.set_epoch(FuzzEpoch);
        stream += random() % 4 == 0 ? Command("PING", Number(10, 2) + "who") : random() % 8 == 0 ? Part("ab") : "";
        stream += Message(Bytes(frame));
    }
    return stream;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) {
        std::cerr << "miaia_fuzz_seeds FOLDER\n";
        return 2;
    }
    std::mt19937_64 random(14);
    for (int seed = 0; seed < 600; ++seed) {
        const unsigned options = static_cast<unsigned>(random() % 1024) & ~FuzzOptions::Raw;
        std::string input;
        if (seed % 4 == 0) {
            input = FuzzInputOf(options | FuzzOptions::Raw, Stream(random));
        } else if (seed % 4 == 1) {
            input = FuzzInputOf(options | FuzzOptions::Sim | (seed % 8 == 1 ? FuzzOptions::Fills : 0u), Day(random, random() | 1));
        } else if (seed % 4 == 2) {
            input = FuzzInputOf(options, States(random, 1 + seed % 5));
        } else {
            v1::EngineFrame frame = RandomEngineFrame(random);
            frame.clear_epoch();
            input = FuzzInputOf(options, FuzzFrame(Bytes(frame)));
        }
        std::ofstream file(std::string(arguments[1]) + "/seed-" + std::to_string(seed), std::ios::binary);
        file << input;
        if (!file.flush()) {
            std::cerr << "cannot write into " << arguments[1] << "\n";
            return 1;
        }
    }
    return 0;
}
