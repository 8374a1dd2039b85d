// What stands behind the handle, and what keeps exceptions inside the library.
#pragma once

#include <algorithm>
#include <cstring>
#include <exception>
#include <stdexcept>
#include <string>

#include "SimulatedSierra.h"

struct SimStudy {
    explicit SimStudy(const SimSettings& settings) : sierra(settings) {}
    SimStudy(const SimSettings& settings, const SimStudy& beside) : sierra(settings, beside.sierra) {}
    miaia::simulation::SimulatedSierra sierra;
};

namespace miaia::simulation {

/// does(SimulatedSierra&); the answer for the caller.
template <class Does>
int32_t Guarded(SimStudy* study, const Does& does) {
    if (study == nullptr)
        return SIM_BAD_ARGUMENT;
    try {
        does(study->sierra);
        return SIM_OK;
    } catch (const std::invalid_argument& problem) {
        study->sierra.error = problem.what();
        return SIM_BAD_ARGUMENT;
    } catch (const host::ScriptError& problem) {
        study->sierra.error = problem.what();
        return SIM_BAD_ARGUMENT;
    } catch (const std::exception& problem) {
        study->sierra.error = problem.what();
        return SIM_FAULT;
    }
}

/// Text that is cut where it is too long.
template <size_t Size>
void CopyText(char (&to)[Size], const char* from) {
    const size_t length = std::min(std::strlen(from), Size - 1);
    std::memcpy(to, from, length);
    to[length] = 0;
}

}  // namespace miaia::simulation
