// One study that is connected and publishes, and is put back to that moment before every input: what an input does is done by it alone.
#pragma once

#include <cstring>
#include <new>
#include <string>
#include <vector>

#include "FakeChart.h"
#include "FakeClock.h"
#include "FuzzInput.h"
#include "FuzzWire.h"
#include "MiaIaInstance.h"
#include "MiaIaZmtp.h"

namespace miaia::tests {

struct FuzzSecrets {
    struct Token {
        FixedText<65> token;
        bool Load(FixedText<320>& why) {
            token.Assign("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
            why.Clear();
            return true;
        }
    };
    static uint64_t Random() { return 1; }
};

class FuzzStudy {
public:
    typedef InstanceOf<ZmtpLinkOf<FuzzSocket>, FuzzSecrets> Instance;

    explicit FuzzStudy(bool trades) {
        FakeClock::Reset();
        SetUp(at_first_, trades);
        chart = at_first_;
        Lend();
        memory_.resize((sizeof(Instance) + Session::BytesNeeded(Limits())) / sizeof(uint64_t) + 1);
        new (memory_.data()) Instance();
        Get().Use(reinterpret_cast<uint8_t*>(memory_.data()) + sizeof(Instance), Limits());
        Attach();
        at_first_ = chart;
        kept_ = memory_;
        unix_nanos_ = FakeClock::unix_nanos;
        steady_nanos_ = FakeClock::steady_nanos;
    }
    FuzzStudy(const FuzzStudy&) = delete;
    FuzzStudy& operator=(const FuzzStudy&) = delete;

    FakeChart chart;

    /// An instance is plain memory: a reload of the study's library passes over it, and so may this.
    void PutBack() {
        std::memcpy(memory_.data(), kept_.data(), memory_.size() * sizeof(uint64_t));
        chart = at_first_;
        Lend();
        FakeClock::unix_nanos = unix_nanos_;
        FakeClock::steady_nanos = steady_nanos_;
        FuzzWire::is_over = false;
    }

    Instance& Get() { return *std::launder(reinterpret_cast<Instance*>(memory_.data())); }

    void Call(int64_t after_ms = 10) {
        FakeClock::AdvanceMs(after_ms);
        chart.facts.market_unix_us += after_ms * 1000;
        Get().Call(chart, FakeClock::Get());
    }

private:
    static SessionLimits Limits() {
        SessionLimits limits;
        limits.ring_bytes = LargestFrameBytes;
        limits.ring_frames = 64;
        return limits;
    }

    static void SetUp(FakeChart& chart, bool trades) {
        ChartFacts& facts = chart.facts;
        facts.account = "Sim1";
        facts.last_price = 4810.25f;
        facts.position_ceiling = 2;
        facts.server_state = 2;
        facts.region_width_px = 1200;
        facts.mode = trades ? TradingMode::Sim : TradingMode::DryRun;
        facts.trade_simulation_on = facts.auto_trading_global = facts.auto_trading_chart = true;
        for (uint8_t& alert : chart.view.alert)
            alert = 1;
        for (int bar = 0; bar < 8; ++bar) {
            const int64_t start_unix_us = facts.market_unix_us - (8 - bar) * 60000000LL;
            chart.bars.bars.push_back({start_unix_us, 4810, 4811, 4809, 4810.25, 10, 4, 6, 3});
            chart.canvas.bar_starts.push_back(start_unix_us);
        }
    }

    /// The facts of a copied chart speak of the chart that was copied.
    void Lend() {
        chart.facts.view = &chart.view;
        chart.facts.mappings = &chart.mappings;
    }

    void Attach() {
        const std::string welcome = Bytes({8, static_cast<int>(ProtocolVersion), 16, 1, 24, 1});
        const std::string frame = "\x09" + LittleEndian(FuzzEpoch, 8) + Bytes({10 << 3 | 2, static_cast<int>(welcome.size())}) + welcome;
        const std::string answers[] = {Greeting(), Ready(), Message(frame), "", ""};
        Call();
        for (const std::string& answer : answers) {
            FuzzWire::Say(answer);
            Call();
        }
        if (Get().GetSession().State() != SessionState::Publishing || Get().GetSession().Epoch() != FuzzEpoch)
            __builtin_trap();
    }

    FakeChart at_first_;
    std::vector<uint64_t> memory_, kept_;
    int64_t unix_nanos_ = 0, steady_nanos_ = 0;
};

}  // namespace miaia::tests
