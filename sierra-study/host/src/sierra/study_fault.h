#pragma once

#include <stdexcept>

namespace miaia::host {

// The study broke a rule that would hurt the trader's Sierra: the message says which.
class StudyFault : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace miaia::host
