// What Sierra's side really had, read from the host's lines: whose position, what protected it, for how long it was not protected.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <sstream>
#include <string>

namespace miaia::tests {

class SierrasTruth {
public:
    explicit SierrasTruth(const std::string& lines) {
        std::istringstream in(lines);
        for (std::string line; std::getline(in, line);)
            Take(line);
    }

    /// What our fills made of the position: no more than is there.
    int Own() const {
        const int own = filled;
        return own > 0 ? std::clamp(own, 0, std::max(0, position)) : std::clamp(own, std::min(0, position), 0);
    }

    /// Contracts of our orders that work, by what they are for: "entry", "stop", "target" or "exit".
    int Working(const std::string& role) const {
        int lots = 0;
        for (const auto& [id, order] : orders_)
            lots += order.role == role && order.works ? order.left : 0;
        return lots;
    }

    int position = 0;
    int filled = 0;           // Σ of our own fills, whoever closed what they opened
    int foreign = 0;          // Σ of the fills that are not ours
    int largest = 0;          // of our own position, without its sign
    int entries = 0;          // calls for one
    int foreign_touched = 0;  // calls that name an order that is not ours
    std::set<int> signs;      // of our own position
    std::set<int64_t> executions;
    double naked_s_max = 0;
    double orphaned_s_max = 0;

private:
    struct Order {
        std::string role;
        bool works = false;
        int left = 0;
    };

    static std::string Text(const std::string& line, const std::string& name) {
        const std::string key = "\"" + name + "\":";
        const size_t at = line.find(key);
        if (at == std::string::npos)
            return "";
        const size_t from = at + key.size();
        return line[from] == '"' ? line.substr(from + 1, line.find('"', from + 1) - from - 1)
                                 : line.substr(from, line.find_first_of(",}", from) - from);
    }
    static int64_t Number(const std::string& line, const std::string& name) { return std::atoll(Text(line, name).c_str()); }

    // A stop of the study's own is an exit to Sierra.
    static std::string RoleOf(const std::string& line) {
        return Text(line, "text_tag").rfind("MIA.S:", 0) == 0 ? "stop" : Text(line, "role");
    }

    void Take(const std::string& line) {
        const std::string type = Text(line, "type");
        if (!Text(line, "market_unix_us").empty())
            Pass(Number(line, "market_unix_us"));
        if (type == "order_state")
            TakeState(line);
        else if (type == "fill")
            TakeFill(line);
        else if (type == "order")
            TakeCall(line);
    }

    void TakeState(const std::string& line) {
        static const std::set<std::string> working{"open", "pending_modify", "pending_cancel", "pending_cancel_for_replace"};
        Order& order = orders_[Number(line, "order_id")];
        order.role = RoleOf(line);
        order.works = working.count(Text(line, "status")) != 0;
        order.left = static_cast<int>(Number(line, "lots") - Number(line, "filled_lots"));
    }

    void TakeFill(const std::string& line) {
        if (!executions.insert(Number(line, "execution")).second)
            return;
        const int lots = static_cast<int>(Number(line, "lots")) * (Text(line, "side") == "buy" ? 1 : -1);
        (Text(line, "role") == "foreign" ? foreign : filled) += lots;
        position = static_cast<int>(Number(line, "position_lots"));
        if (Own() != 0)
            signs.insert(Own() > 0 ? 1 : -1);
        largest = std::max(largest, std::abs(Own()));
    }

    void TakeCall(const std::string& line) {
        const std::string call = Text(line, "call");
        entries += call == "BuyEntry" || call == "SellEntry" || call == "buy_entry" || call == "sell_entry" ? 1 : 0;
        const auto order = orders_.find(Number(line, "order_id"));
        foreign_touched += order != orders_.end() && order->second.role == "foreign" ? 1 : 0;
    }

    // The state that held until now, at its length.
    void Pass(int64_t now) {
        Last(Own() != 0 && Working("stop") < std::abs(Own()), now, naked_since_, naked_s_max);
        Last(Own() == 0 && Working("entry") == 0 && Working("stop") + Working("target") + Working("exit") > 0, now, orphaned_since_,
             orphaned_s_max);
    }

    static void Last(bool holds, int64_t now, int64_t& since, double& longest) {
        if (!holds)
            since = 0;
        else if (since == 0)
            since = now;
        else
            longest = std::max(longest, static_cast<double>(now - since) / 1e6);
    }

    std::map<int64_t, Order> orders_;
    int64_t naked_since_ = 0;
    int64_t orphaned_since_ = 0;
};

}  // namespace miaia::tests
