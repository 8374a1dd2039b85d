// Which of Sierra's alerts ring.
#pragma once

#include <set>

namespace miaia::host {

// An alert rings once, until a call of the study came without it.
class AlertBoard {
public:
    void BeginCall() {
        before_.swap(now_);
        now_.clear();
    }

    // The study sets an alert, 1 to 150. True when it rings.
    bool Set(int number) {
        if (number < 1 || number > 150)
            return false;
        now_.insert(number);
        return before_.count(number) == 0;
    }

private:
    std::set<int> before_;
    std::set<int> now_;
};

}  // namespace miaia::host
