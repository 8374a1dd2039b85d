// A chart with everything that the study asks for, as a test sets it up.
#pragma once

#include <string>
#include <vector>

#include "backfill/FakeRecords.h"
#include "picture/FakeCanvas.h"
#include "FakeTape.h"
#include "orders/FakeTrading.h"
#include "MiaIaBars.h"
#include "MiaIaBook.h"
#include "MiaIaChart.h"

namespace miaia::tests {

struct FakeChart {
    struct BookSource {
        std::vector<RawLevel> bid;
        std::vector<RawLevel> ask;
        uint32_t Levels(bool is_bid) const { return static_cast<uint32_t>((is_bid ? bid : ask).size()); }
        bool At(bool is_bid, uint32_t level, RawLevel& raw) const {
            raw = (is_bid ? bid : ask)[level];
            return true;
        }
    };
    struct BarSource {
        std::vector<RawBar> bars;
        int Count() const { return static_cast<int>(bars.size()); }
        int64_t ChartTimeAt(int index) const { return bars[static_cast<size_t>(index)].start_unix_us; }
        RawBar At(int index) const { return bars[static_cast<size_t>(index)]; }
        double TradesAt(int index) const { return bars[static_cast<size_t>(index)].trades; }
    };

    ChartFacts facts;
    FakeTape tape;
    FakeRecords records;
    BookSource book;
    BarSource bars;
    FakeCanvas canvas;
    FakeTrading trading;
    std::vector<std::string> log;
    std::vector<std::pair<int, std::string>> alerts;
    ViewSettings view;
    MappingSettings mappings;
    std::map<uint32_t, std::vector<double>> subgraphs;  // values of other studies, by study id
    double stacked_bid = 0;                             // as Sierra says them; 0 and 0: it says none
    double stacked_ask = 0;

    FakeChart() {
        facts.view = &view;
        facts.mappings = &mappings;
        facts.symbol = "ESH24_FUT_CME";
        facts.endpoint = "tcp://127.0.0.1:5557";
        facts.sierra_version = "2784";
        facts.tick_size = 0.25f;
        facts.tick_value = 12.5f;
        facts.update_interval_ms = 10;
        facts.seconds_per_bar = 60;
        facts.data_export_allowed = 1;
        facts.server_state = ServerConnected;
        facts.market_unix_us = 1703500000000000;
        book.bid.push_back({4810.00, 22, 5});
        book.ask.push_back({4810.25, 28, 6});
    }

    const ChartFacts& Facts() const { return facts; }
    const FakeTape& Tape() const { return tape; }
    FakeRecords& Records() { return records; }
    BookSource& Book() { return book; }
    const BarSource& Bars() const { return bars; }
    FakeCanvas& Canvas() { return canvas; }
    FakeTrading& Trading() { return trading; }
    bool SubgraphValue(const Mapping& mapping, int bar, double& value) const {
        const auto study = subgraphs.find(mapping.study_id);
        if (study == subgraphs.end() || bar >= static_cast<int>(study->second.size()))
            return false;
        value = study->second[static_cast<size_t>(bar)];
        return true;
    }
    bool StackedAndPulled(double& bid, double& ask) const {
        bid = stacked_bid;
        ask = stacked_ask;
        return bid != 0 || ask != 0;
    }
    void Log(const char* text) { log.push_back(text); }
    void Alert(int number, const char* text) { alerts.emplace_back(number, text); }

    bool Logged(const std::string& part) const {
        for (const std::string& line : log)
            if (line.find(part) != std::string::npos)
                return true;
        return false;
    }
};

}  // namespace miaia::tests
