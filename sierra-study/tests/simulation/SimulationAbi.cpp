// The library's face: everything but the truth, which is in SimulationTruth.cpp.
#include "SimulationAbi.h"

#include <cstring>

#include "SimulatedSierra.h"
#include "SimulationHandle.h"

using miaia::simulation::Guarded;
using miaia::simulation::SimulatedSierra;
using miaia::simulation::SimulatedWire;

namespace {

thread_local std::string create_error;

}  // namespace

extern "C" {

int32_t sim_abi_version(void) {
    return SIM_ABI_VERSION;
}

SimStudy* sim_study_create(const SimSettings* settings) {
    create_error.clear();
    try {
        if (settings == nullptr)
            throw std::invalid_argument("no settings");
        return new SimStudy(*settings);
    } catch (const std::exception& problem) {
        create_error = problem.what();
        return nullptr;
    }
}

SimStudy* sim_study_create_beside(const SimStudy* beside, const SimSettings* settings) {
    create_error.clear();
    try {
        if (settings == nullptr || beside == nullptr)
            throw std::invalid_argument("no settings, or no study beside it");
        return new SimStudy(*settings, *beside);
    } catch (const std::exception& problem) {
        create_error = problem.what();
        return nullptr;
    }
}

void sim_study_destroy(SimStudy* study) {
    delete study;
}

const char* sim_last_error(const SimStudy* study) {
    return study == nullptr ? create_error.c_str() : study->sierra.error.c_str();
}

int32_t sim_study_advance(SimStudy* study, int64_t steady_ns, int64_t unix_ns) {
    return Guarded(study, [=](SimulatedSierra& sierra) { sierra.Advance(steady_ns, unix_ns); });
}

int64_t sim_study_next_due(const SimStudy* study) {
    return study == nullptr ? INT64_MAX : study->sierra.SteadyOf(study->sierra.Trading().NextDueUs());
}

int32_t sim_market_trade(SimStudy* study, const SimTrade* trade) {
    return Guarded(study, [=](SimulatedSierra& sierra) {
        if (trade == nullptr)
            throw std::invalid_argument("no trade");
        sierra.Trade(*trade);
    });
}

int32_t sim_market_book(SimStudy* study, const SimLevel* bids, int32_t bid_count, const SimLevel* asks, int32_t ask_count) {
    return Guarded(study, [=](SimulatedSierra& sierra) { sierra.Book(bids, bid_count, asks, ask_count); });
}

int32_t sim_market_restart(SimStudy* study) {
    return Guarded(study, [](SimulatedSierra& sierra) { sierra.RestartMarket(); });
}

int32_t sim_study_update(SimStudy* study, int32_t marks) {
    return Guarded(study, [=](SimulatedSierra& sierra) { sierra.Update(marks); });
}

int32_t sim_study_input(SimStudy* study, const char* name, const char* value) {
    return Guarded(study, [=](SimulatedSierra& sierra) {
        if (name == nullptr || value == nullptr)
            throw std::invalid_argument("no name or no value");
        sierra.SetInput(name, value);
    });
}

int32_t sim_chart_symbol(SimStudy* study, const char* symbol) {
    return Guarded(study, [=](SimulatedSierra& sierra) { sierra.ShowSymbol(symbol == nullptr ? "" : symbol); });
}

int32_t sim_study_reload(SimStudy* study, int32_t how) {
    return Guarded(study, [=](SimulatedSierra& sierra) { sierra.Reload(how); });
}

int32_t sim_link_take(SimStudy* study, SimFrame* frame) {
    int32_t taken = 0;
    const int32_t answer = Guarded(study, [&](SimulatedSierra& sierra) {
        if (frame == nullptr)
            throw std::invalid_argument("no frame");
        const SimulatedWire::Sent* sent = sierra.Wire().Take();
        *frame = sent == nullptr ? SimFrame{nullptr, 0, 0} : SimFrame{sent->bytes.data(), sent->bytes.size(), sent->connection};
        taken = sent == nullptr ? 0 : 1;
    });
    return answer < 0 ? answer : taken;
}

int32_t sim_link_push(SimStudy* study, const uint8_t* bytes, uint64_t length) {
    bool pushed = false;
    const int32_t answer = Guarded(study, [&](SimulatedSierra& sierra) {
        if (bytes == nullptr && length != 0)
            throw std::invalid_argument("no bytes");
        pushed = sierra.Wire().Push(bytes, length);
    });
    return answer < 0 ? answer : pushed ? 0 : 1;
}

int32_t sim_link_listen(SimStudy* study, int32_t listens) {
    return Guarded(study, [=](SimulatedSierra& sierra) { sierra.Wire().Listen(listens != 0); });
}

int32_t sim_link_drop(SimStudy* study) {
    return Guarded(study, [](SimulatedSierra& sierra) { sierra.Wire().Drop(); });
}

int32_t sim_link_room(SimStudy* study, uint64_t bytes) {
    return Guarded(study, [=](SimulatedSierra& sierra) { sierra.Wire().SetRoom(bytes); });
}

uint64_t sim_link_connection(const SimStudy* study) {
    return study == nullptr ? 0 : study->sierra.Wire().Connection();
}

int32_t sim_script_step(SimStudy* study, const char* step) {
    return Guarded(study, [=](SimulatedSierra& sierra) {
        if (step == nullptr)
            throw std::invalid_argument("no step");
        sierra.Trading().AddStep(step);
    });
}

int32_t sim_faults_stop(SimStudy* study) {
    return Guarded(study, [](SimulatedSierra& sierra) { sierra.EndFaults(); });
}

int32_t sim_switches_set(SimStudy* study, const SimSwitches* switches) {
    return Guarded(study, [=](SimulatedSierra& sierra) {
        if (switches == nullptr)
            throw std::invalid_argument("no switches");
        miaia::host::TradingSwitches& to = sierra.Trading().Switches();
        to.auto_trading = switches->auto_trading != 0;
        to.auto_trading_chart = switches->auto_trading_chart != 0;
        to.simulation = switches->simulation != 0;
        to.locked = switches->locked != 0;
        to.connected = switches->connected != 0;
    });
}

int64_t sim_log_take(SimStudy* study, char* buffer, int64_t capacity) {
    int64_t length = 0;
    const int32_t answer = Guarded(study, [&](SimulatedSierra& sierra) {
        if (buffer == nullptr || capacity < 1)
            throw std::invalid_argument("no room for the log");
        const std::string text = sierra.TakeLog(static_cast<size_t>(capacity - 1));
        std::memcpy(buffer, text.c_str(), text.size() + 1);
        length = static_cast<int64_t>(text.size());
    });
    return answer < 0 ? answer : length;
}

}  // extern "C"
