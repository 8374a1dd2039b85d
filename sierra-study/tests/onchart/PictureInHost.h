// The study on a chart of the stand-in, with a bridge that says what a test wants.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <sstream>
#include <thread>

#include "ListeningBridge.h"
#include "MiaIaSubgraphs.h"
#include "TokenFolder.h"
#include "sample_files.h"
#include "study_instance.h"

namespace miaia::tests {

constexpr int64_t StartSierraUs = host::test::kStart;
constexpr int64_t UnixEpochUs = 2209161600000000;
constexpr int64_t MinuteUs = 60000000;

class PictureInHost : public testing::Test {
protected:
    PictureInHost()
        : library_(MIAIA_STUDY, ""),
          report_(out_),
          market_(settings_),
          trading_(Trading(), host::OrderScript(), market_.Book(), {0.25, 1}, report_) {
        market_.SetListener(&trading_);
        for (int minute = 0; minute < 10; ++minute)
            Trade(minute * MinuteUs);
    }
    ~PictureInHost() override {
        if (study_ != nullptr)
            study_->Remove();
    }

    static host::ChartSettings Chart() {
        host::ChartSettings settings;
        settings.symbol = "ESH24_FUT_CME";
        return settings;
    }
    static host::TradingSettings Trading() {
        host::TradingSettings settings;
        settings.symbol = "ESH24_FUT_CME";
        return settings;
    }

    void Trade(int64_t after_us) {
        host::ScidTrade trade;
        trade.sierra_us = StartSierraUs + after_us;
        trade.price = trade.bid = 4810;
        trade.ask = 4810.25f;
        trade.volume_lots = trade.trades = 1;
        trade.side = host::Side::Ask;
        market_.AddTrade(trade);
    }

    void Add(const std::vector<std::pair<std::string, std::string>>& inputs = {}) {
        study_ = std::make_unique<host::StudyInstance>(library_.Function(), settings_, market_, trading_, report_, nullptr);
        study_->SetInput("endpoint", bridge_.Endpoint());
        for (const auto& [name, value] : inputs)
            study_->SetInput(name, value);
        study_->Recalculate();
    }

    /// Calls until what the bridge says is there, ten seconds at most.
    template <class Condition>
    bool Until(Condition condition) {
        for (int i = 0; i < 2000 && !condition(); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
            study_->Update();
        }
        return condition();
    }
    float Value(int subgraph, int bar) const { return study_->Interface().Subgraph[subgraph].Data[bar]; }
    int LastBar() const { return study_->Interface().ArraySize - 1; }

    /// Lines of the report that hold both texts.
    int Lines(const std::string& one, const std::string& other = "") const {
        int count = 0;
        std::istringstream lines(out_.str());
        for (std::string line; std::getline(lines, line);)
            count += line.find(one) != std::string::npos && line.find(other) != std::string::npos ? 1 : 0;
        return count;
    }

    static v1::EngineFrame State() {
        v1::EngineFrame frame;
        v1::ConfluenceState& state = *frame.mutable_state();
        state.set_observed_unix_us(StartSierraUs - UnixEpochUs + 9 * MinuteUs);
        state.set_score(-0.34);
        state.set_long_sum(0.1);
        state.set_short_sum(-0.44);
        state.set_coverage(0.75);
        state.set_tier(v1::TIER_STRONG);
        state.mutable_tier_limits()->set_weak(0.18);
        state.mutable_tier_limits()->set_premium(0.38);
        auto* vwap = state.mutable_market()->mutable_regular_vwap();
        vwap->set_ticks(19240);
        vwap->set_deviation_ticks(8);
        return frame;
    }
    static v1::EngineFrame Walls() {
        v1::EngineFrame frame;
        auto* level = frame.mutable_levels()->add_level();
        level->set_name("call_wall");
        level->set_price_ticks(19400);
        level->set_text("call wall");
        return frame;
    }

    host::ChartSettings settings_ = Chart();
    std::ostringstream out_;
    const TokenFolder tokens_;
    ListeningBridge bridge_{tokens_.token};
    host::StudyLibrary library_;
    host::HostReport report_;
    host::Market market_;
    host::TradeService trading_;
    std::unique_ptr<host::StudyInstance> study_;
};

}  // namespace miaia::tests
