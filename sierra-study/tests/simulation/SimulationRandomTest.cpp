// Random days in which everything on Sierra's side breaks while an engine trades: what may never be is looked for after every call, and
// when the faults stop all sides must agree. MIAIA_SEEDS=n plays so many days, MIAIA_SEED=n one again.
#include <cstdlib>

#include "SimulatedDay.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

constexpr int Ceiling = 2;

class RandomDay : public SimulatedDay {
public:
    explicit RandomDay(uint64_t seed) : SimulatedDay(Script(seed), SIM_MODE_SIM, seed), random_(seed * 77 + 5) {
        trouble_ = Below(30) / 100.0;
        foreigners_ = Below(2) == 0;
        Attach();
    }

    void Play(int calls) {
        for (int i = 0; i < calls && !testing::Test::HasFailure(); ++i) {
            if (Chance(trouble_ / 4))
                Break();
            Trade();
            if (Chance(0.1))
                Say();
            Step();
        }
    }

    /// The faults are over, a person has resumed: bounded is how long it takes until all agree.
    void Rest() {
        engine_is_there = true;
        Must(sim_faults_stop(Study()));
        Must(sim_study_input(Study(), "Kill button", "no"));
        halted_ = false;
        Run(3);
        v1::EngineFrame frame;
        frame.mutable_resume();
        SimulatedDay::Say(frame);
        MarketAt(Bid());
        Run(10);
        Agree("after the faults");
        SayFlatten("F-end");
        Run(10);
        Agree("after a flatten");
        EXPECT_EQ(Belief().own_lots, 0);
        EXPECT_EQ(Lots(SIM_ROLE_STOP) + Lots(SIM_ROLE_TARGET) + Lots(SIM_ROLE_EXIT) + Lots(SIM_ROLE_ENTRY), 0) << story_ << Log();
        // An exit that filled while no study watched, and that Sierra no longer lists, left lots of which nobody can tell whose they are.
        EXPECT_TRUE(foreigners_ || Position().lots == 0 || (forgets_ && Belief().external_lots == Position().lots)) << story_ << Log();
    }

private:
    static std::string Script(uint64_t seed) {
        const char* const behaviours[] = {"",
                                          "behaviour: {children: server}",
                                          "behaviour: {children-open: complete}",
                                          "behaviour: {children-carry-tag: no}",
                                          "behaviour: {flatten-while-cancelling: rejected}",
                                          "behaviour: {flatten-while-cancelling: held}",
                                          "behaviour: {exits-in-flight-count: no}",
                                          "behaviour: {orphans-stay: no}"};
        return std::string(behaviours[seed % 8]) + "\ndelays: {request-ms: " + std::to_string(seed / 8 % 3 * 40) +
            ", report-ms: " + std::to_string(seed / 24 % 3 * 60) + "}\n";
    }

    uint64_t Next() {
        uint64_t z = random_ += 0x9E3779B97F4A7C15u;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
        z = (z ^ z >> 27) * 0x94D049BB133111EBu;
        return z ^ z >> 31;
    }
    int Below(int count) { return static_cast<int>(Next() % static_cast<uint64_t>(count)); }
    bool Chance(double chance) { return static_cast<double>(Next() >> 11) * 0x1p-53 < chance; }

    void Break() {
        static const char* const orders[] = {"lose",          "delay",         "reject",           "pending-open",   "lose-ack",
                                             "delay-ack",     "partial",       "delay-fill",       "duplicate-fill", "fill-after-cancel",
                                             "refuse-cancel", "refuse-modify", "second-on-modify", "fill-in-modify"};
        static const char* const roles[] = {"entry", "exit", "stop", "target", "any"};
        static const char* const times[] = {"vanish", "hide",    "cancel", "server-lost", "auto-trading-off", "chart-trading-off",
                                            "locked", "end-day", "refresh"};
        static const char* const foreign[] = {"manual-trade", "manual-flatten", "liquidate"};
        const std::string rest = ", lots: 1, ms: " + std::to_string(1 + Below(3000)) + "}";
        std::string step;
        if (Chance(0.6))
            step = "{on: " + std::string(roles[Below(5)]) + ", do: " + orders[Below(14)] + (Chance(0.1) ? ", lots: 1}" : rest);
        else if (foreigners_ && Chance(0.3))
            step = "{do: " + std::string(foreign[Below(3)]) + rest;
        else
            step = "{do: " + std::string(times[Below(9)]) + rest;
        Must(sim_script_step(Study(), step.c_str()));
        story_ += "\n" + std::to_string(SteadyNs() / Ms) + " " + step;
        // What was lost blocks entries until Sierra asks for it.
        if (Chance(0.2))
            Must(sim_script_step(Study(), "{do: refresh}"));
        if (Chance(0.1))
            Must(sim_link_drop(Study()));
        if (Chance(0.05)) {
            const int how = Below(4);
            forgets_ = forgets_ || how != SIM_RELOAD_SAME_BUILD;
            Must(sim_study_reload(Study(), how));
        }
        if (Chance(0.1))
            engine_is_there = !engine_is_there;
        if (Chance(0.1))
            Must(sim_study_input(Study(), "Kill button", (killed_ = !killed_) ? "yes" : "no"));
    }

    void Trade() {
        const int by = Below(12) == 0 ? Below(31) - 15 : Below(3) - 1;
        Quote(Bid() + by, static_cast<uint32_t>(1 + Below(8)));
        SimulatedDay::Trade(Bid() + Below(2), 1 + static_cast<uint32_t>(Below(5)), Below(2) * 2 - 1);
    }

    void Say() {
        if (!engine_is_there)
            return;
        const int what = Below(20);
        v1::EngineFrame frame;
        if (what == 0)
            SayFlatten("F-" + std::to_string(++commands_));
        else if (what == 1 && (halted_ = !halted_))
            SimulatedDay::Say((frame.mutable_halt(), frame));
        else if (what == 1)
            SimulatedDay::Say((frame.mutable_resume(), frame));
        else
            Enter("ES-" + std::to_string(++commands_), Below(2) * 2 - 1, 1 + static_cast<uint32_t>(Below(2)));
    }

    void Step() {
        const uint64_t before = Placed();
        Run(0.1);
        const bool away = !engine_is_there && SteadyNs() - heard_at_ns_ > 3500 * Ms;
        if (engine_is_there)
            heard_at_ns_ = SteadyNs();
        EXPECT_TRUE(Placed() == before || !(killed_ || away)) << "an entry while " << (killed_ ? "killed" : "nobody is there") << story_;
        const SimPosition position = Position();
        // A stop that is not listed, or not acknowledged for a second, gets a second one beside it, as a position without one must; both
        // may fill. And what could not be cancelled before an exit may fill behind it.
        doubled_ = doubled_ || ExitLotsTold() > std::abs(position.lots);
        EXPECT_TRUE(foreigners_ || std::abs(position.lots) <= (doubled_ ? 2 * Ceiling : Ceiling)) << position.lots << story_ << Log();
    }

    /// The number of the newest entry.
    uint64_t Placed() {
        SimOrder order{};
        while (sim_truth_orders(Study(), last_id_, &order, 1) == 1) {
            last_id_ = order.id;
            if (order.role == SIM_ROLE_ENTRY)
                newest_entry_ = order.id;
        }
        return newest_entry_;
    }

    /// Its parent is not listed any more and it has no tag: a study that has lost its memory cannot know it.
    bool IsNobodys(const SimOrder& order) {
        SimOrder parent{};
        return forgets_ && order.tag[0] == 0 && order.parent != 0 && sim_truth_orders(Study(), order.parent - 1, &parent, 1) == 1 &&
            parent.id == order.parent && parent.hidden != 0;
    }

    int Lots(int role) {
        int lots = 0;
        for (const SimOrder& order : Working())
            lots += order.role == role && order.waits == 0 && !IsNobodys(order) ? order.lots - order.filled_lots : 0;
        return lots;
    }
    int StopLots() {
        int lots = 0;
        for (const SimOrder& order : Working())
            lots += order.type == SIM_TYPE_STOP && order.waits == 0 && order.side * Position().lots < 0 ? order.exchange_lots : 0;
        return lots;
    }

    /// Stops and exits that work, as far as Sierra or the exchange knows.
    int ExitLotsTold() {
        int lots = 0;
        for (const SimOrder& order : Working())
            lots += order.waits == 0 && (order.type == SIM_TYPE_STOP || order.role == SIM_ROLE_EXIT)
                ? std::max(order.working != 0 ? order.lots - order.filled_lots : 0, order.exchange_lots)
                : 0;
        return lots;
    }

    void Agree(const std::string& when) {
        // What the newest call has sent is acknowledged in the next one.
        for (int i = 0; i < 3 && Belief().unacknowledged_frames != 0; ++i)
            Run(0.1);
        const SimPosition position = Position();
        const SimBelief belief = Belief();
        EXPECT_EQ(position.lots, position.exchange_lots) << when << story_;
        EXPECT_EQ(belief.position_lots, position.lots) << when << story_;
        EXPECT_EQ(StopLots(), std::abs(belief.own_lots)) << when << story_;
        EXPECT_LE(Lots(SIM_ROLE_TARGET), std::abs(belief.own_lots)) << when << story_;
        EXPECT_EQ(belief.faults, 0u) << when << story_;
        EXPECT_EQ(belief.unacknowledged_frames, 0u) << when << story_;
        if (testing::Test::HasFailure())
            std::puts(Log().c_str());
    }

    uint64_t random_;
    double trouble_ = 0;
    bool foreigners_ = false;
    bool forgets_ = false;
    bool doubled_ = false;
    bool killed_ = false;
    bool halted_ = false;
    int commands_ = 0;
    uint32_t last_id_ = 0;
    uint64_t newest_entry_ = 0;
    int64_t heard_at_ns_ = 0;
    std::string story_;
};

uint64_t Wanted(const char* name, uint64_t usual) {
    const char* const text = std::getenv(name);
    return text == nullptr ? usual : std::strtoull(text, nullptr, 10);
}

}  // namespace

TEST(SimulatedStudyRandom, Nothing_that_may_never_be_happens_and_all_agree_when_the_faults_stop) {
    const uint64_t only = Wanted("MIAIA_SEED", 0);
    const uint64_t last = only != 0 ? only : Wanted("MIAIA_SEEDS", 100);
    size_t fills = 0;
    for (uint64_t seed = only != 0 ? only : 1; seed <= last; ++seed) {
        SCOPED_TRACE("MIAIA_SEED=" + std::to_string(seed));
        RandomDay day(seed);
        day.Play(600);
        day.Rest();
        fills += day.Fills().size();
        if (HasFailure())
            break;
    }
    EXPECT_TRUE(only != 0 || HasFailure() || fills > 5 * last) << "days without trades prove nothing: " << fills;
}
