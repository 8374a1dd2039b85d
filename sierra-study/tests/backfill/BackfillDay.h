// A day of trades as Sierra has it: some happened before the study came, and lie in bars and their records; the newest also lie in the
// tape.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "InstanceFixture.h"

namespace miaia::tests {

struct BackfillDay : InstanceFixture {
    static constexpr int64_t StartUs = 1703500020000000;  // a whole minute
    static constexpr int64_t MinuteUs = 60000000;

    std::vector<TapeRecord> trades;  // of the whole day, in their order; the volume is the trade's number, from 1 on
    size_t happened = 0;
    size_t tape_since = 0;  // the tape has none before this one
    size_t tape_holds = 1000;
    size_t hole_from = 0;    // and it never shows those from there on
    size_t hole_until = 0;   // to before this one
    size_t chart_since = 0;  // nor has the chart
    size_t records_lag = 0;  // so many of the newest are not in the records yet

    BackfillDay() { market_us_a_call = 0; }

    /// A trade so long after the one before.
    void Trade(int64_t after_us) {
        TapeRecord trade;
        trade.unix_us = (trades.empty() ? StartUs : trades.back().unix_us) + after_us;
        trade.sequence = static_cast<uint32_t>(trades.size()) + 1;
        trade.price = 4810.25;
        trade.bid = 4810.00;
        trade.ask = 4810.25;
        trade.volume = trade.sequence;
        trade.type = TapeRecord::AtAsk;
        trades.push_back(trade);
    }
    void TradesEvery(size_t count, int64_t after_us) {
        for (size_t i = 0; i < count; ++i)
            Trade(after_us);
    }

    /// Brings chart, records and tape to what has happened.
    void Show() {
        if (chart_since != shown_since_) {
            chart.records.of_bar.clear();
            chart.bars.bars.clear();
            in_bars_ = in_records_ = shown_since_ = chart_since;
            bar_of_.assign(trades.size(), 0);
        }
        bar_of_.resize(trades.size());
        for (; in_bars_ < happened; ++in_bars_) {
            const int64_t minute = trades[in_bars_].unix_us / MinuteUs * MinuteUs;
            if (chart.bars.bars.empty() || chart.bars.bars.back().start_unix_us != minute) {
                chart.bars.bars.push_back({minute, 4810.25, 4810.25, 4810.25, 4810.25, 0, 0, 0, 0});
                chart.records.of_bar.emplace_back();
            }
            chart.bars.bars.back().trades += 1;
            bar_of_[in_bars_] = chart.bars.bars.size() - 1;
        }
        for (; in_records_ + records_lag < happened; ++in_records_)
            chart.records.of_bar[bar_of_[in_records_]].push_back(trades[in_records_]);
        const size_t oldest = std::max(tape_since, happened > tape_holds ? happened - tape_holds : 0);
        chart.tape.max_size = static_cast<int>(tape_holds);
        chart.tape.records.assign(trades.begin() + static_cast<std::ptrdiff_t>(std::min(oldest, happened)),
                                  trades.begin() + static_cast<std::ptrdiff_t>(happened));
        const auto in_hole = [&](const TapeRecord& record) { return record.sequence > hole_from && record.sequence <= hole_until; };
        auto& shown = chart.tape.records;
        shown.erase(std::remove_if(shown.begin(), shown.end(), in_hole), shown.end());
        chart.facts.market_unix_us = chart.tape.records.empty() ? 0 : chart.tape.records.back().unix_us;
    }

    /// A call after so many further trades; what was sent is acknowledged, and who greets is welcomed.
    void CallAfter(size_t further) {
        happened = std::min(trades.size(), happened + further);
        Show();
        Call();
        for (; answered_ < Link().sent.size(); ++answered_) {
            // Each epoch counts anew.
            if (std::exchange(answered_epoch_, Link().sent[answered_].epoch()) != Link().sent[answered_].epoch())
                newest_counter_ = 0;
            newest_counter_ = std::max(newest_counter_, Link().sent[answered_].counter());
            if (Link().sent[answered_].has_hello() && welcomes)
                Welcome();
        }
        v1::EngineFrame answer = Frame();
        if (acknowledges && newest_counter_ != 0)
            answer.mutable_ack()->set_counter(newest_counter_);
        else
            answer.mutable_heartbeat()->set_engine_connected(true);
        Link().Push(answer);
    }
    void Welcome() {
        v1::EngineFrame answer = Frame();
        answer.mutable_welcome()->set_protocol_version(ProtocolVersion);
        answer.mutable_welcome()->set_resume_counter(1);
        answer.mutable_welcome()->set_role(role);
        Link().Push(answer);
    }
    void Calls(int count, size_t further_each = 0) {
        for (int i = 0; i < count; ++i)
            CallAfter(further_each);
    }

    struct Sent {
        std::vector<uint32_t> history;
        std::vector<uint32_t> live;
        bool history_is_first = true;
        bool only_history_bears_time = true;  // nothing with a time of the market came before the last trade of history
        std::vector<std::string> gaps;
    };

    /// The numbers of the trades that were sent, and what else holds of the order of frames.
    Sent WhatWasSent() {
        Sent sent;
        bool has_time = false;
        for (const v1::StudyFrame& frame : Link().sent) {
            has_time = has_time || frame.has_depth() || frame.has_bar_close() || frame.heartbeat().market_unix_us() != 0;
            if (frame.has_gap())
                sent.gaps.push_back(frame.gap().reason());
            if (!frame.has_trades())
                continue;
            const bool history = frame.trades().history();
            sent.history_is_first = sent.history_is_first && !(history && !sent.live.empty());
            sent.only_history_bears_time = sent.only_history_bears_time && !(history && has_time);
            for (const uint32_t number : frame.trades().volume_lots())
                (history ? sent.history : sent.live).push_back(number);
        }
        return sent;
    }

    /// first, first + 1, … last.
    static std::vector<uint32_t> Numbers(uint32_t first, uint32_t last) {
        std::vector<uint32_t> numbers;
        for (uint32_t number = first; number <= last; ++number)
            numbers.push_back(number);
        return numbers;
    }

    v1::Role role = v1::ROLE_PUBLISHER;
    bool acknowledges = true;
    bool welcomes = true;

private:
    size_t answered_ = 0;
    uint64_t answered_epoch_ = 0;
    uint64_t newest_counter_ = 0;
    size_t shown_since_ = SIZE_MAX;
    size_t in_bars_ = 0;
    size_t in_records_ = 0;
    std::vector<size_t> bar_of_;
};

}  // namespace miaia::tests
